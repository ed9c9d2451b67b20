package dev.keyvault.mapping;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectName;
import dev.keyvault.object.TestObjects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ObjectReference}.
 */
class ObjectReferenceTests {

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', textBlock = """
			a,                                                   secret/a
			db-password,                                         secret/db-password
			secret/db-password,                                  secret/db-password
			DB--Password-1,                                      secret/DB--Password-1
			secret,                                              secret/secret
			secret/secret,                                       secret/secret
			previous,                                            secret/previous
			key/signing,                                         key/signing
			certificate/web,                                     certificate/web
			optional:mail-password,                              optional:secret/mail-password
			optional:certificate/web,                            optional:certificate/web
			api-key@0123456789abcdef0123456789abcdef,            secret/api-key@0123456789abcdef0123456789abcdef
			key/signing@0123456789ABCDEF0123456789ABCDEF,        key/signing@0123456789abcdef0123456789abcdef
			api-key@previous,                                    secret/api-key@previous
			optional:secret/api-key@previous#/a,                 optional:secret/api-key@previous#/a
			db-credentials#/username,                            secret/db-credentials#/username
			a#/,                                                 secret/a#/
			a#//b/,                                              secret/a#//b/
			a#/users/0/name,                                     secret/a#/users/0/name
			a#/a~1b/m~0n,                                        secret/a#/a~1b/m~0n
			a#/x@y#z:*,                                          secret/a#/x@y#z:*
			a#/ä b,                                              secret/a#/ä b
			a#*,                                                 secret/a#*
			a#base64,                                            secret/a#base64
			a#hex,                                               secret/a#hex
			certificate/web#chain,                               certificate/web#chain
			certificate/web#leaf,                                certificate/web#leaf
			certificate/web#private-key,                         certificate/web#private-key
			optional:certificate/web@previous#pkcs12,            optional:certificate/web@previous#pkcs12
			""")
	void parseWhenReferenceIsValidGivesItInFull(String text, String canonical) {
		ObjectReference reference = ObjectReference.parse(text);
		assertThat(reference).hasToString(canonical);
		assertThat(ObjectReference.parse(canonical)).isEqualTo(reference);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"',
			textBlock = """
					"",                                         it is empty
					"  ",                                       it is empty
					optional:,                                  it is empty
					"optional: ",                               it is empty
					secret/,                                    "its name '' is not made of 1 to 127 letters, digits and dashes"
					@previous,                                  "its name '' is not made of 1 to 127 letters, digits and dashes"
					#/a,                                        "its name '' is not made of 1 to 127 letters, digits and dashes"
					db_password,                                "its name 'db_password' is not made of 1 to 127 letters, digits and dashes"
					db.password,                                "its name 'db.password' is not made of 1 to 127 letters, digits and dashes"
					" db-password",                             "its name ' db-password' is not made of 1 to 127 letters, digits and dashes"
					"secret/db-password ",                      "its name 'db-password ' is not made of 1 to 127 letters, digits and dashes"
					${db},                                      "its name '${db}' is not made of 1 to 127 letters, digits and dashes"
					secret/a/b,                                 "its name 'a/b' is not made of 1 to 127 letters, digits and dashes"
					secret//a,                                  "its name '/a' is not made of 1 to 127 letters, digits and dashes"
					optional:optional:a,                        "its name 'optional:a' is not made of 1 to 127 letters, digits and dashes"
					Optional:a,                                 "its name 'Optional:a' is not made of 1 to 127 letters, digits and dashes"
					/a,                                         "its type '' is not one of 'secret', 'key' and 'certificate'"
					secrets/a,                                  "its type 'secrets' is not one of 'secret', 'key' and 'certificate'"
					Secret/a,                                   "its type 'Secret' is not one of 'secret', 'key' and 'certificate'"
					https://kv.vault.azure.net/secrets/a,       "its type 'https:' is not one of 'secret', 'key' and 'certificate'"
					secret/optional:a,                          "its name 'optional:a' is not made of 1 to 127 letters, digits and dashes"
					a@,                                         "its version '' is neither 32 hexadecimal digits nor 'previous'"
					a@latest,                                   "its version 'latest' is neither 32 hexadecimal digits nor 'previous'"
					a@Previous,                                 "its version 'Previous' is neither 32 hexadecimal digits nor 'previous'"
					a@0123456789abcdef,                         "its version '0123456789abcdef' is neither 32 hexadecimal digits nor 'previous'"
					a@previous@previous,                        "its version 'previous@previous' is neither 32 hexadecimal digits nor 'previous'"
					a@previous/b,                               "its version 'previous/b' is neither 32 hexadecimal digits nor 'previous'"
					a#,                                         nothing follows its '#'
					certificate/web#,                           nothing follows its '#'
					a#username,                                 "a secret has no part 'username', only a JSON pointer such as '/user/name', '*', 'base64', 'hex', 'pem', 'pfx', 'tls.crt', 'tls.key' and 'ca.crt'"
					a#Base64,                                   "a secret has no part 'Base64', only a JSON pointer such as '/user/name', '*', 'base64', 'hex', 'pem', 'pfx', 'tls.crt', 'tls.key' and 'ca.crt'"
					a#chain,                                    "a secret has no part 'chain', only a JSON pointer such as '/user/name', '*', 'base64', 'hex', 'pem', 'pfx', 'tls.crt', 'tls.key' and 'ca.crt'"
					a#hex#hex,                                  "a secret has no part 'hex#hex', only a JSON pointer such as '/user/name', '*', 'base64', 'hex', 'pem', 'pfx', 'tls.crt', 'tls.key' and 'ca.crt'"
					a#/a~b,                                     "in a JSON pointer '~' is written '~0', and '/' in a name is '~1'"
					a#/a~,                                      "in a JSON pointer '~' is written '~0', and '/' in a name is '~1'"
					a#/a~2,                                     "in a JSON pointer '~' is written '~0', and '/' in a name is '~1'"
					key/signing#/n,                             "a key has no part '/n', it gives its public key"
					key/signing#pem,                            "a key has no part 'pem', it gives its public key"
					certificate/web#/a,                         "a certificate has no part '/a', only 'chain', 'leaf', 'private-key' and 'pkcs12'"
					certificate/web#pfx,                        "a certificate has no part 'pfx', only 'chain', 'leaf', 'private-key' and 'pkcs12'"
					""")
	void parseWhenReferenceIsInvalidTellsTheRule(String text, String rule) {
		assertThatExceptionOfType(InvalidReferenceException.class).isThrownBy(() -> ObjectReference.parse(text))
			.withMessage("'" + text + "' is not an object reference: " + rule + ".");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\n", "a#/a\n~", "secret/a@\nprevious", "a\u0000", "\n" })
	void parseWhenReferenceHasControlCharactersRefusesIt(String text) {
		assertThatExceptionOfType(InvalidReferenceException.class).isThrownBy(() -> ObjectReference.parse(text));
	}

	@Test
	void parseWhenNameHas128CharactersRefusesIt() {
		String name = "n".repeat(128);
		assertThat(ObjectReference.parse(name.substring(1)).name()).isEqualTo(new ObjectName(name.substring(1)));
		assertThatExceptionOfType(InvalidReferenceException.class).isThrownBy(() -> ObjectReference.parse(name))
			.withMessage(
					"'%1$s' is not an object reference: its name '%1$s' is not made of 1 to 127 letters, digits and dashes.",
					name);
	}

	@Test
	void mappingNamesKeyAndObject() {
		KeyMapping mapping = new KeyMapping(new NamedKey("app.tls"), TestObjects.VAULT,
				ObjectReference.parse("certificate/web@previous#leaf"));
		assertThat(mapping).hasToString("app.tls: certificate/web@previous#leaf");
		assertThat(mapping.object()).isEqualTo(TestObjects.certificateId("web"));
		assertThat(mapping.reference().kind()).isEqualTo(ObjectKind.CERTIFICATE);
	}

}
