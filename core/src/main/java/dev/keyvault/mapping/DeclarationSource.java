package dev.keyvault.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.keyvault.object.Vault;

/**
 * A place where is written which object becomes which key. An application may have
 * several: the settings of its vaults come first, and each key that they declare wins
 * over the same key of another source. A source is read once, when the application
 * starts, before any vault is read.
 */
public interface DeclarationSource {

	/**
	 * Return what messages call this source, as the end of "declared by".
	 * @return such as {@code the key catalog 'file:/etc/keys.properties'}
	 */
	String origin();

	/**
	 * Read the declarations. Input that is wrong is best returned as a {@link Mistake},
	 * which the start reports together with all others. An exception is reported, too,
	 * but without its message, since that may quote what has to stay secret.
	 * @return the declarations
	 * @throws Exception if they cannot be read
	 */
	Declarations read() throws Exception;

	/**
	 * What a source declares.
	 *
	 * @param vaults what it declares of each vault
	 * @param mistakes what is wrong with the source and is not of one vault
	 */
	record Declarations(List<DeclaredVault> vaults, List<Mistake> mistakes) {

		public Declarations {
			vaults = List.copyOf(vaults);
			mistakes = List.copyOf(mistakes);
		}

		/**
		 * Create declarations without mistakes.
		 * @param vaults what is declared of each vault
		 * @return the declarations
		 */
		public static Declarations of(DeclaredVault... vaults) {
			return new Declarations(List.of(vaults), List.of());
		}

	}

	/**
	 * What a source declares of one vault. Immutable.
	 *
	 * @param name the name of the vault, which imports use and which may be that of a
	 * vault that the application has configured
	 * @param settings how the vault is reached, if the application has not configured it:
	 * the settings of a vault, such as {@code endpoint} or {@code credential.client-id}.
	 * Those of the application win
	 * @param keys the keys, each with a reference to an object
	 * @param rules the rules that find more keys by listing the vault
	 * @param mistakes what is wrong with this vault or its keys, reported if an import
	 * asks for the vault
	 */
	record DeclaredVault(String name, Map<String, String> settings, Map<NamedKey, ObjectReference> keys,
			List<Rule> rules, List<Mistake> mistakes) {

		public DeclaredVault {
			settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
			keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
			rules = List.copyOf(rules);
			mistakes = List.copyOf(mistakes);
		}

		/**
		 * Create the declaration of a vault that has nothing but a name.
		 * @param name the name of the vault
		 * @return the declaration
		 */
		public static DeclaredVault of(String name) {
			return new DeclaredVault(name, Map.of(), Map.of(), List.of(), List.of());
		}

		/**
		 * Add a setting.
		 * @param setting the name, such as {@code endpoint}
		 * @param value the value
		 * @return the declaration with it
		 */
		public DeclaredVault with(String setting, String value) {
			return new DeclaredVault(this.name, with(this.settings, setting, value), this.keys, this.rules,
					this.mistakes);
		}

		/**
		 * Add a key. A key that is there already gets the reference.
		 * @param key the key
		 * @param reference the object that it is from
		 * @return the declaration with it
		 */
		public DeclaredVault with(NamedKey key, ObjectReference reference) {
			return new DeclaredVault(this.name, this.settings, with(this.keys, key, reference), this.rules,
					this.mistakes);
		}

		/**
		 * Add a rule.
		 * @param rule the rule
		 * @return the declaration with it
		 */
		public DeclaredVault with(Rule rule) {
			return new DeclaredVault(this.name, this.settings, this.keys, with(this.rules, rule), this.mistakes);
		}

		/**
		 * Add a mistake.
		 * @param mistake what is wrong
		 * @return the declaration with it
		 */
		public DeclaredVault with(Mistake mistake) {
			return new DeclaredVault(this.name, this.settings, this.keys, this.rules, with(this.mistakes, mistake));
		}

		private static <T> List<T> with(List<T> list, T element) {
			List<T> extended = new ArrayList<>(list);
			extended.add(element);
			return extended;
		}

		private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
			Map<K, V> extended = new LinkedHashMap<>(map);
			extended.put(key, value);
			return extended;
		}

		/**
		 * Return the declaration without its settings, of which one may be a password.
		 * @return the name of the vault and the keys
		 */
		@Override
		public String toString() {
			return "%s: %s".formatted(this.name, this.keys);
		}

	}

	/**
	 * Imports every secret of the declared vault that matches, as {@link ImportRule}
	 * does.
	 *
	 * @param names globs of names; empty for all names
	 * @param tags the tags that a secret must have, with their values
	 * @param prefix what to put before each key
	 * @param naming how a key is made out of a name
	 */
	record Rule(List<String> names, Map<String, String> tags, String prefix, KeyNaming naming) {

		public Rule {
			names = List.copyOf(names);
			tags = Map.copyOf(tags);
			ImportRule.checkPrefix(prefix);
		}

		/**
		 * Apply the rule to a vault.
		 * @param vault the vault
		 * @return the rule for it
		 */
		public ImportRule on(Vault vault) {
			return new ImportRule(vault, this.names, this.tags, this.prefix, this.naming);
		}

	}

	/**
	 * Something wrong with the input of a source. Holds no secret.
	 *
	 * @param subject what is wrong, such as a key or a line
	 * @param reason why, as a sentence
	 * @param action what to do, as a sentence
	 */
	record Mistake(String subject, String reason, String action) {

	}

}
