package dev.keyvault.source;

import dev.keyvault.object.Vault;

/**
 * What a problem is about.
 */
public sealed interface Subject {

	/**
	 * Return the subject for a list of those with the same problem.
	 * @return such as {@code app.key: secret/key}
	 */
	String text();

	/**
	 * Return the subject for the beginning of a sentence.
	 * @return such as {@code Key 'app.key: secret/key'}
	 */
	@Override
	String toString();

	/**
	 * Return the declaration that the subject belongs to.
	 * @return the name of the declaration; empty if the subject belongs to none
	 */
	default String declaration() {
		return "";
	}

	/**
	 * A key.
	 *
	 * @param declaration the name of the declaration that asks for the key
	 * @param text the key and what it refers to, such as {@code app.key: secret/key}
	 */
	record Key(String declaration, String text) implements Subject {

		@Override
		public String toString() {
			return "Key '" + this.text + "'";
		}

	}

	/**
	 * All secrets of a vault that a declaration imports without naming their keys.
	 *
	 * @param declaration the name of the declaration
	 * @param vault the vault
	 */
	record Import(String declaration, Vault vault) implements Subject {

		@Override
		public String text() {
			return "import-all of vault '%s'".formatted(this.vault.name());
		}

		@Override
		public String toString() {
			return "Import of all secrets of vault " + this.vault;
		}

	}

	/**
	 * A property of the application.
	 *
	 * @param declaration the name of the declaration that the property belongs to; empty
	 * if it belongs to none
	 * @param text the name of the property
	 */
	record Property(String declaration, String text) implements Subject {

		@Override
		public String toString() {
			return "Property '" + this.text + "'";
		}

	}

	/**
	 * A vault as a whole.
	 *
	 * @param vault the vault
	 */
	record WholeVault(Vault vault) implements Subject {

		@Override
		public String text() {
			return toString();
		}

		@Override
		public String toString() {
			return "Vault " + this.vault;
		}

	}

	/**
	 * The lists of the objects of a vault.
	 *
	 * @param vault the vault
	 */
	record Lists(Vault vault) implements Subject {

		@Override
		public String text() {
			return toString();
		}

		@Override
		public String toString() {
			return "Lists of vault " + this.vault;
		}

	}

	/**
	 * A poll as a whole, whatever the vaults answer.
	 */
	record Poll() implements Subject {

		@Override
		public String text() {
			return toString();
		}

		@Override
		public String toString() {
			return "Rotation";
		}

	}

	/**
	 * What brings something in an application up to date after a rotation.
	 *
	 * @param type the name of its class
	 */
	record Follower(String type) implements Subject {

		@Override
		public String text() {
			return "follower '%s'".formatted(this.type);
		}

		@Override
		public String toString() {
			return "Follower '%s'".formatted(this.type);
		}

	}

	/**
	 * Something that values are written to, outside the application.
	 *
	 * @param text what it is called, such as
	 * {@code Secret 'foo-secrets' in namespace 'shop'}
	 */
	record Destination(String text) implements Subject {

		@Override
		public String toString() {
			return this.text;
		}

	}

}
