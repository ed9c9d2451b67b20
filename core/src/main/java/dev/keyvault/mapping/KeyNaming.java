package dev.keyvault.mapping;

import dev.keyvault.object.ObjectName;

/**
 * Makes a key out of the name of a secret, which cannot hold dots.
 */
public enum KeyNaming {

	/**
	 * Two dashes become a dot, so that {@code app--api-key} is {@code app.api-key}.
	 * Nothing is lost.
	 */
	DOUBLE_DASH {

		@Override
		String rename(String name) {
			return name.replace("--", ".");
		}

	},

	/**
	 * Every run of dashes becomes a dot, so that {@code app-api-key} is
	 * {@code app.api.key}.
	 */
	DASH {

		@Override
		String rename(String name) {
			return name.replaceAll("-+", ".");
		}

	},

	/**
	 * The name is the key.
	 */
	AS_IS {

		@Override
		String rename(String name) {
			return name;
		}

	};

	abstract String rename(String name);

	/**
	 * Make a key.
	 * @param prefix what to put before the key, verbatim
	 * @param name the name of the secret
	 * @return the key
	 */
	public NamedKey keyFor(String prefix, ObjectName name) {
		return new NamedKey(prefix + rename(name.value()));
	}

}
