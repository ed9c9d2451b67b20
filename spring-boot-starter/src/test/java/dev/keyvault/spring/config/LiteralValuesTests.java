package dev.keyvault.spring.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.EmbeddedValueResolver;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that values arrive to the character, whoever reads them and whatever they look
 * like.
 */
class LiteralValuesTests {

	private static final List<String> VALUES = List.of("p${HOME}q", "pa${x}ss", "a\\${b}c", "a\\\\${b}c",
			"${keyvault.vaults.demo.credential.client-secret}", "end\\", "${", "}", "${a", "${${a}}", "${a:${b}}",
			"$${a}", "${a:}", "${app.v0}", "#{1+1}", "#{'a'}", "#{", "#{'", "it's", "'+1+'", "\"", "\"+1+\"", "a:b",
			"line\n${x}\r\n\tline", " padded ", "{bcrypt}$2a$10$x", "#", "#${a}{", "@{x}", "}#{1+1}#{'", "\u0001${x}",
			"\u0000#{1}", "é漢字😀${x}#{1}", "*", "******", "${x}".repeat(6_200), "#{'${".repeat(50), "'".repeat(25_000));

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension(LiteralValuesTests::fill);

	@TempDir
	static Path directory;

	private static ConfigurableApplicationContext context;

	private static Map<String, Object> map;

	private static List<String> list;

	private static void fill(EmbeddedKeyVault vault) {
		for (int i = 0; i < VALUES.size(); i++) {
			vault.putSecret("v" + i, VALUES.get(i));
		}
		vault.putSecret("json",
				"{\"plain\": \"p${HOME}q\", \"deep\": {\"expression\": \"#{1+1}\"}, \"na${HOME}me\": \"x\"}");
		vault.putSecret("name", "v0");
		vault.putSecret("bytes", "YWFhJHtIT01FfWJiYg==");
	}

	@BeforeAll
	static void start() {
		ApplicationRun run = ApplicationRun.in(directory).vault("demo", extension.vault());
		run.argument("--spring.config.import=keyvault:")
			.argument("--keyvault.vaults.demo.keys.app.json=json#*")
			.argument("--keyvault.vaults.demo.keys.app.name=name")
			.argument("--keyvault.vaults.demo.keys.app.bytes=bytes#base64");
		for (int i = 0; i < VALUES.size(); i++) {
			run.argument("--keyvault.vaults.demo.keys.app.v%d=v%d".formatted(i, i))
				.argument("--keyvault.vaults.demo.keys[app.list[%d]]=v%d".formatted(i, i))
				.argument("--other.v%d=<${app.v%d}>".formatted(i, i));
		}
		context = run.start();
		Binder binder = Binder.get(context.getEnvironment());
		map = binder.bind("app", Bindable.mapOf(String.class, Object.class)).get();
		list = binder.bind("app.list", Bindable.listOf(String.class)).get();
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	static Stream<Integer> values() {
		return IntStream.range(0, VALUES.size()).boxed();
	}

	@ParameterizedTest
	@MethodSource("values")
	void environmentGivesValue(int index) {
		ConfigurableEnvironment environment = context.getEnvironment();
		String key = "app.v" + index;
		String value = VALUES.get(index);
		assertThat(environment.getProperty(key)).isEqualTo(value);
		assertThat(environment.getRequiredProperty(key)).isEqualTo(value);
		assertThat(environment.getProperty(key, Object.class)).isEqualTo(value);
		assertThat(environment.getProperty(key, StringBuilder.class)).hasToString(value);
		assertThat(environment.resolvePlaceholders("<${%s}>".formatted(key))).isEqualTo("<" + value + ">");
		assertThat(environment.resolveRequiredPlaceholders("${missing:${%s}}".formatted(key))).isEqualTo(value);
		assertThat(environment.resolvePlaceholders("${%s:default}".formatted(key))).isEqualTo(value);
		assertThat(environment.getProperty("other.v" + index)).isEqualTo("<" + value + ">");
		assertThat(environment.resolvePlaceholders("${other.v%d}}".formatted(index))).isEqualTo("<" + value + ">}");
	}

	@ParameterizedTest
	@MethodSource("values")
	void binderGivesValue(int index) {
		Binder binder = Binder.get(context.getEnvironment());
		String value = VALUES.get(index);
		assertThat(binder.bind("app.v" + index, String.class).get()).isEqualTo(value);
		assertThat(map.get("v" + index)).isEqualTo(value);
		assertThat(list.get(index)).isEqualTo(value);
		assertThat(binder.bind("other.v" + index, String.class).get()).isEqualTo("<" + value + ">");
	}

	@ParameterizedTest
	@MethodSource("values")
	void embeddedTextGivesValue(int index) {
		String value = VALUES.get(index);
		Map<String, String> texts = new LinkedHashMap<>();
		texts.put("${app.v%d}", value);
		texts.put("<${app.v%d}>", "<" + value + ">");
		texts.put("${other.v%d}", "<" + value + ">");
		texts.put("${missing:${app.v%d}}", value);
		texts.put("${app.v%d:default}", value);
		texts.put("#${app.v%d}", "#" + value);
		texts.put("${app.v%d}{1+1}", value + "{1+1}");
		texts.put("\\${HOME}${app.v%d}", "${HOME}" + value);
		texts.put("#{1+1}${app.v%d}#{2}", "2" + value + "2");
		texts.forEach((text, expected) -> assertThat(evaluate(text.formatted(index))).as(text).isEqualTo(expected));
	}

	@ParameterizedTest
	@MethodSource("values")
	void literalInExpressionGivesValue(int index) {
		String value = VALUES.get(index);
		if (value.length() < 5_000) {
			assertThat(evaluate("#{'${app.v%d}'.concat('!')}".formatted(index))).isEqualTo(value + "!");
			assertThat(evaluate("<#{{\"${app.v%d}\", 'x'}[0]}>".formatted(index))).isEqualTo("<" + value + ">");
		}
	}

	@ParameterizedTest
	@MethodSource("values")
	void textThatIsOnlyResolvedHasNoLivePlaceholder(int index) {
		String value = VALUES.get(index);
		String resolved = context.getBeanFactory().resolveEmbeddedValue("${app.v%d}".formatted(index));
		if (!value.contains("#{")) {
			assertThat(resolved).isEqualTo(value);
		}
		else {
			assertThat(resolved).startsWith("#{'").endsWith("'}");
		}
	}

	@Test
	void valueMayNameAnotherProperty() {
		assertThat(evaluate("${app.${app.name}}")).isEqualTo("p${HOME}q");
		assertThat(evaluate("${other.${app.name}:none} #{1}")).isEqualTo("<p${HOME}q> 1");
	}

	@Test
	void membersOfJsonGiveValues() {
		ConfigurableEnvironment environment = context.getEnvironment();
		assertThat(environment.getProperty("app.json.plain")).isEqualTo("p${HOME}q");
		assertThat(environment.getProperty("app.json.na${HOME}me")).isEqualTo("x");
		assertThat(Binder.get(environment).bind("app.json.plain", String.class).get()).isEqualTo("p${HOME}q");
		assertThat(evaluate("${app.json.deep.expression}")).isEqualTo("#{1+1}");
	}

	@Test
	void bytesGiveValue() {
		ConfigurableEnvironment environment = context.getEnvironment();
		assertThat(environment.getProperty("app.bytes", byte[].class)).asString().isEqualTo("aaa${HOME}bbb");
		assertThat(Binder.get(environment).bind("app.bytes", byte[].class).get()).asString().isEqualTo("aaa${HOME}bbb");
		assertThat(environment.resolvePlaceholders("${app.bytes}")).isEqualTo("aaa${HOME}bbb");
		assertThat(evaluate("${app.bytes}")).isEqualTo("aaa${HOME}bbb");
	}

	@Test
	void textWithoutImportedValuesIsLeftToSpring() {
		assertThat(evaluate("\\${HOME} #{1+1} ${missing:x}")).isEqualTo("${HOME} 2 x");
		assertThat(evaluate("#{systemProperties['java.version']}")).isEqualTo(System.getProperty("java.version"));
		List<String> numbers = new ArrayList<>();
		IntStream.range(0, 3).forEach((each) -> numbers.add(evaluate("${random.uuid}")));
		assertThat(numbers).doesNotHaveDuplicates();
	}

	private static String evaluate(String text) {
		return new EmbeddedValueResolver(context.getBeanFactory()).resolveStringValue(text);
	}

}
