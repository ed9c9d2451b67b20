package dev.keyvault.mapping;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.keyvault.object.ObjectName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeyNaming}.
 */
class KeyNamingTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			DOUBLE_DASH, app--api-key,     app.api-key
			DOUBLE_DASH, App--API-Key,     App.API-Key
			DOUBLE_DASH, app,              app
			DOUBLE_DASH, a---b,            a.-b
			DOUBLE_DASH, a----b,           a..b
			DOUBLE_DASH, a-b,              a-b
			DASH,        app-api-key,      app.api.key
			DASH,        app--api---key,   app.api.key
			DASH,        app,              app
			AS_IS,       app--api-key,     app--api-key
			""")
	void keyForRenamesTheSecret(KeyNaming naming, String name, String key) {
		assertThat(naming.keyFor("", new ObjectName(name))).isEqualTo(new NamedKey(key));
	}

	@ParameterizedTest
	@CsvSource({ "DOUBLE_DASH, shop--a.b", "DASH, shop--a.b", "AS_IS, shop--a--b" })
	void keyForPutsThePrefixVerbatim(KeyNaming naming, String key) {
		assertThat(naming.keyFor("shop--", new ObjectName("a--b"))).isEqualTo(new NamedKey(key));
	}

}
