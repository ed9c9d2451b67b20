package dev.keyvault.azure;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.keyvault.source.Message;
import dev.keyvault.source.Setting;

/**
 * Turns sentences that say {@code {vault}.…}, {@code {credential}.…} and
 * {@code {setting}.…} into messages that name settings. Whether a credential is the
 * vault's own or that of all vaults is known only where a vault is set up.
 */
final class SettingTemplates {

	private static final Pattern SETTING = Pattern
		.compile("\\{(vault|credential|setting)}(?:\\.([a-z-]+(?:\\.[a-z-]+)*))?");

	private SettingTemplates() {
	}

	/**
	 * Name the settings in a sentence.
	 * @param sentence the sentence, in which {@code {name}} stands for the name of the
	 * vault besides
	 * @param settings the settings of the vault
	 * @return the message for this vault
	 */
	static Message fill(String sentence, VaultSettings settings) {
		List<Setting> named = new ArrayList<>();
		Matcher matcher = SETTING.matcher(sentence.replace("{name}", settings.vault().name()));
		String template = matcher.replaceAll((found) -> {
			named.add(setting(found.group(1), found.group(2), settings));
			return Matcher.quoteReplacement("{}");
		});
		return Message.of(template, named.toArray(Setting[]::new));
	}

	private static Setting setting(String group, @Nullable String name, VaultSettings settings) {
		if (name == null) {
			return settings.credentialSetting();
		}
		return switch (group) {
			case "vault" -> Setting.of(settings.vault(), name);
			case "credential" -> settings.credentialSetting().member(name);
			default -> Setting.of(name);
		};
	}

}
