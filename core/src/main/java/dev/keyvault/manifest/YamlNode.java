package dev.keyvault.manifest;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A place in a manifest that knows its line. Scalars keep the text that was written:
 * {@code 0755} is no number and {@code no} is no {@code false}.
 */
final class YamlNode {

	private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

	private final Node node;

	private final IntUnaryOperator lines;

	private final ManifestMistakes mistakes;

	private YamlNode(Node node, IntUnaryOperator lines, ManifestMistakes mistakes) {
		this.node = node;
		this.lines = lines;
		this.mistakes = mistakes;
	}

	/**
	 * Parse all documents of a file.
	 * @param text the content of the file
	 * @param mistakes gets what is wrong
	 * @return the documents up to the first that is no YAML
	 */
	static List<YamlNode> parse(String text, ManifestMistakes mistakes) {
		return parse(text, (line) -> line + 1, mistakes);
	}

	private static List<YamlNode> parse(String text, IntUnaryOperator lines, ManifestMistakes mistakes) {
		List<YamlNode> documents = new ArrayList<>();
		try {
			for (Node document : new Yaml(limits()).composeAll(new StringReader(text))) {
				if (document != null) {
					documents.add(new YamlNode(document, lines, mistakes));
				}
			}
		}
		catch (MarkedYAMLException ex) {
			int line = (ex.getProblemMark() != null) ? ex.getProblemMark().getLine() : 0;
			mistakes.add(lines.applyAsInt(line), "This is not YAML: %s.".formatted(ex.getProblem()));
		}
		catch (YAMLException ex) {
			mistakes.add(lines.applyAsInt(0),
					"This is not YAML that can be read: it is too long, nested too deeply, has too many "
							+ "aliases, or has characters that YAML does not allow.");
		}
		return documents;
	}

	private static LoaderOptions limits() {
		LoaderOptions limits = new LoaderOptions();
		limits.setCodePointLimit(SecretProviderClassReader.MAX_LENGTH);
		limits.setNestingDepthLimit(SecretProviderClassReader.MAX_DEPTH);
		return limits;
	}

	/**
	 * Parse the text of this scalar as YAML of its own, whose lines are those of the file
	 * where that is possible.
	 * @return the document, or {@code null} if there is a mistake, which is noted
	 */
	@Nullable YamlNode parseText() {
		String text = text();
		if (text == null || text.isEmpty()) {
			mistake("There must be a text here, such as one that begins with '|'.");
			return null;
		}
		ScalarStyle style = ((ScalarNode) this.node).getScalarStyle();
		int start = this.node.getStartMark().getLine();
		IntUnaryOperator within = (style == ScalarStyle.LITERAL) ? (line) -> this.lines.applyAsInt(start + 1 + line)
				: (line) -> this.lines.applyAsInt(start);
		List<YamlNode> documents = parse(text, within, this.mistakes);
		return documents.isEmpty() ? null : documents.get(0);
	}

	/**
	 * Return the line this begins at.
	 * @return the line in the file, counted from 1
	 */
	int line() {
		return this.lines.applyAsInt(this.node.getStartMark().getLine());
	}

	boolean isMapping() {
		return this.node instanceof MappingNode;
	}

	boolean isScalar() {
		return this.node instanceof ScalarNode;
	}

	/**
	 * Return the text of a scalar, as it was written but for white space around it.
	 * @return the text, or {@code null} if there is none or this is no scalar
	 */
	@Nullable String text() {
		if (!(this.node instanceof ScalarNode scalar)
				|| (scalar.getScalarStyle() == ScalarStyle.PLAIN && NULLS.contains(scalar.getValue()))) {
			return null;
		}
		return scalar.getValue().strip();
	}

	/**
	 * Return the fields of a mapping. A field that is there twice is a mistake.
	 * @return the fields in the order they were written; empty if this is no mapping
	 */
	Map<String, YamlNode> fields() {
		Map<String, YamlNode> fields = new LinkedHashMap<>();
		if (this.node instanceof MappingNode mapping) {
			for (NodeTuple tuple : mapping.getValue()) {
				YamlNode key = in(tuple.getKeyNode());
				String name = (tuple.getKeyNode() instanceof ScalarNode scalar) ? scalar.getValue() : "?";
				if (fields.putIfAbsent(name, in(tuple.getValueNode())) != null) {
					key.mistake("The field '%s' is there twice.".formatted(name));
				}
			}
		}
		return fields;
	}

	/**
	 * Return the elements of a sequence.
	 * @return the elements; empty if this is no sequence
	 */
	List<YamlNode> elements() {
		return (this.node instanceof SequenceNode sequence) ? sequence.getValue().stream().map(this::in).toList()
				: List.of();
	}

	/**
	 * Return whether this is a sequence.
	 * @return whether it has elements, perhaps none
	 */
	boolean isSequence() {
		return this.node instanceof SequenceNode;
	}

	private YamlNode in(Node child) {
		return new YamlNode(child, this.lines, this.mistakes);
	}

	/**
	 * Note that something is wrong here.
	 * @param message a sentence
	 */
	void mistake(String message) {
		this.mistakes.add(line(), message);
	}

	/**
	 * Return how much is wrong with the file so far.
	 * @return the number of mistakes
	 */
	int mistakes() {
		return this.mistakes.count();
	}

	/**
	 * Note that something here is ignored.
	 * @param message a sentence
	 */
	void warn(String message) {
		this.mistakes.warn(line(), message);
	}

}
