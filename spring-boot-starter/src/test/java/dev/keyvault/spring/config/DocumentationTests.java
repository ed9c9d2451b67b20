package dev.keyvault.spring.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import dev.keyvault.mapping.ObjectReference;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Binds every YAML snippet of the documentation, and looks for every property in it.
 */
class DocumentationTests {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Pattern JAVA = Pattern.compile("(?ms)^<!-- snippet: (\\S+) -->\n```java\n(.*?)^```");

	private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\n(.*?)^```");

	private static final Pattern MESSAGES = Pattern.compile("(?m)^\\| ([^|]*`[^|]*) \\|");

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	@ParameterizedTest
	@MethodSource
	void snippetBinds(Snippet snippet) throws IOException {
		for (PropertySource<?> document : new YamlPropertySourceLoader().load(snippet.page(),
				new ByteArrayResource(snippet.yaml().getBytes()))) {
			KeyVaultProperties properties = new Binder(ConfigurationPropertySources.from(document),
					PlaceholdersResolver.NONE)
				.bindOrCreate("keyvault", Bindable.of(KeyVaultProperties.class),
						new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
			properties.vaults()
				.values()
				.forEach((vault) -> vault.keys()
					.values()
					.forEach((reference) -> assertThat(ObjectReference.parse(reference)).isNotNull()));
		}
	}

	static Stream<Snippet> snippetBinds() throws IOException {
		return pages().stream()
			.flatMap((page) -> YAML.matcher(read(page))
				.results()
				.map((match) -> new Snippet(ROOT.relativize(page).toString(), match.group(1))))
			.filter((snippet) -> !snippet.yaml().contains("apiVersion:"));
	}

	@ParameterizedTest
	@MethodSource
	void snippetIsFromATestThatRan(String name, String snippet) throws IOException {
		Pattern region = Pattern.compile("(?ms)^\t*// tag::%1$s\\[\\]\n(.*?)^\t*// end::%1$s\\[\\]$".formatted(name));
		try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
			assertThat(files.filter((file) -> file.toString().endsWith(".java"))
				.map((file) -> region.matcher(read(file)))
				.filter(Matcher::find)
				.map((matcher) -> matcher.group(1).stripTrailing().stripIndent() + "\n")).containsExactly(snippet);
		}
	}

	static Stream<Arguments> snippetIsFromATestThatRan() throws IOException {
		return pages().stream()
			.flatMap((page) -> JAVA.matcher(read(page)).results())
			.map((match) -> Arguments.of(match.group(1), match.group(2)));
	}

	@Test
	void rotationPagesAndThoseOfDoorsHaveNoOtherSnippets() throws IOException {
		assertThat(pages())
			.filteredOn((page) -> page.getFileName()
				.toString()
				.matches("rotation.*|followers\\.md|targets\\.md|declaration-sources\\.md|vault-client\\.md"))
			.hasSizeGreaterThan(4)
			.allSatisfy((page) -> assertThat(read(page).split("```java", -1).length - 1)
				.isEqualTo(JAVA.matcher(read(page)).results().count()));
	}

	@ParameterizedTest
	@MethodSource("dev.keyvault.spring.config.ConfigurationMetadataTests#properties")
	void propertyIsDocumented(String property) {
		String page = read(ROOT.resolve("docs/properties.md"));
		assertThat(page).contains(property.substring(property.lastIndexOf('.') + 1));
	}

	@Test
	void linksLeadToFiles() throws IOException {
		for (Path page : pages()) {
			assertThat(Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)").matcher(read(page)).results())
				.allSatisfy((link) -> assertThat(page.resolveSibling(link.group(1))).exists());
		}
	}

	@Test
	void messagesOfPageOfErrorsAreThoseOfTheSources() throws IOException {
		String sources = text(sources().map(DocumentationTests::read).collect(Collectors.joining()));
		List<String> messages = MESSAGES.matcher(read(ROOT.resolve("docs/errors.md")))
			.results()
			.flatMap((row) -> CODE.matcher(row.group(1)).results())
			.map((code) -> code.group(1))
			.toList();
		assertThat(messages).hasSizeGreaterThan(100);
		assertThat(messages.stream()
			.flatMap((message) -> Stream.of(message.split("…")))
			.map((constant) -> text(constant.replaceAll("^'|'$", "")))
			.filter((constant) -> !sources.contains(constant))).isEmpty();
	}

	private static Stream<Path> sources() throws IOException {
		return Stream.of("core", "spring-boot-starter", "samples/secret-sync")
			.map((module) -> ROOT.resolve(module).resolve("src"))
			.flatMap(DocumentationTests::walk)
			.filter((file) -> file.toString().matches(".*\\.(java|txt)"));
	}

	private static Stream<Path> walk(Path directory) {
		try {
			return Files.walk(directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the text of Java code such that each constant is one piece of it, however it
	 * was split among lines.
	 */
	private static String text(String code) {
		return code.replaceAll("\"\\s*\\+\\s*\"|\\\\\n", "").replace("\\\"", "\"").replaceAll("\\s+", " ").strip();
	}

	private static List<Path> pages() throws IOException {
		try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
			return Stream
				.concat(Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")),
						docs.filter((page) -> page.toString().endsWith(".md")))
				.sorted()
				.toList();
		}
	}

	private static String read(Path page) {
		try {
			return Files.readString(page);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A YAML snippet of a page.
	 *
	 * @param page the page
	 * @param yaml the snippet
	 */
	record Snippet(String page, String yaml) {

		@Override
		public String toString() {
			return this.page + ": " + this.yaml.lines().findFirst().orElse("");
		}

	}

}
