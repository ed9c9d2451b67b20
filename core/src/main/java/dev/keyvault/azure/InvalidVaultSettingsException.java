package dev.keyvault.azure;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.object.Vault;
import dev.keyvault.source.Message;
import dev.keyvault.source.Setting;

/**
 * Raised when the settings of a vault are incomplete or contradict each other. The
 * message is one sentence for users that names what to set.
 */
@Internal
public final class InvalidVaultSettingsException extends IllegalArgumentException {

	private final transient Vault vault;

	private final transient @Nullable Setting setting;

	private final String place;

	private final transient Message explanation;

	private final transient Message action;

	/**
	 * Report that a setting of a vault is missing or wrong.
	 * @param vault the vault
	 * @param setting the setting
	 * @param explanation what is wrong, as a sentence
	 */
	InvalidVaultSettingsException(Vault vault, Setting setting, Message explanation) {
		super(explanation.toString());
		this.vault = vault;
		this.setting = setting;
		this.place = setting.toString();
		this.explanation = explanation;
		this.action = Message.of("Correct the settings under '{}'.", group(setting));
	}

	private static Setting group(Setting setting) {
		Vault vault = setting.vault();
		return Setting.of((vault != null) ? "vaults." + vault.name() : "credential");
	}

	/**
	 * Report that something is wrong that is no setting.
	 * @param vault the vault
	 * @param place an environment variable, or the class of a customizer
	 * @param explanation what is wrong, as a sentence
	 * @param action what to do, as a sentence
	 */
	InvalidVaultSettingsException(Vault vault, String place, String explanation, String action) {
		super(explanation);
		this.vault = vault;
		this.setting = null;
		this.place = place;
		this.explanation = Message.of(explanation);
		this.action = Message.of(action);
	}

	/**
	 * Return the vault whose settings these are.
	 * @return the vault
	 */
	public Vault vault() {
		return this.vault;
	}

	/**
	 * Return the setting that is missing or wrong.
	 * @return the setting, or {@code null} if it is none
	 */
	public @Nullable Setting setting() {
		return this.setting;
	}

	/**
	 * Return where to look.
	 * @return the name of the setting, of an environment variable, or of the class of a
	 * customizer
	 */
	public String place() {
		return this.place;
	}

	/**
	 * Return what is wrong.
	 * @return the sentence, whose settings are still to be spelled
	 */
	public Message explanation() {
		return this.explanation;
	}

	/**
	 * Return what to do.
	 * @return the sentence, whose settings are still to be spelled
	 */
	public Message action() {
		return this.action;
	}

}
