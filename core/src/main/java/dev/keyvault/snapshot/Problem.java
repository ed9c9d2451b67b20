package dev.keyvault.snapshot;

/**
 * Something that keeps keys from having a value, told to users.
 *
 * @param declaration the name of the declaration that asks for the keys
 * @param subject the key and its reference, or the setting at fault
 * @param reason what failed, as a sentence that holds no value
 * @param action what to do, as a sentence
 * @param outage whether the vault may answer again later with nothing changed
 */
public record Problem(String declaration, String subject, String reason, String action, boolean outage) {

}
