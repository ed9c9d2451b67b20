package dev.keyvault.spring.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.source.Isolation;
import dev.keyvault.source.Problem;

/**
 * Reads all targets that configuration declares: Kubernetes Secrets, files, and those of
 * readers in {@code META-INF/spring.factories}.
 */
final class TargetReaders {

	private static final Extension EXTENSION = new Extension("target reader",
			"Correct the input of the reader. A reader reports what is wrong with its input by 'TargetContext.addProblem'.");

	private final ConfigurableEnvironment environment;

	private final RequestedKeys requested;

	private final List<Problem> problems = new ArrayList<>();

	private final List<TargetReader> readers;

	private List<DeclaredTarget> found = List.of();

	TargetReaders(ConfigurableEnvironment environment, RequestedKeys requested, List<TargetReader> builtIn) {
		this.environment = environment;
		this.requested = requested;
		this.readers = Stream
			.concat(builtIn.stream(), EXTENSION.load(TargetReader.class, environment, this.problems::add).stream())
			.toList();
	}

	/**
	 * Read the targets.
	 * @param declarations what is imported
	 * @param snapshot the values
	 * @return what is wrong
	 */
	List<Problem> read(List<Declaration> declarations, Snapshot snapshot) {
		TargetContext context = new TargetContext(this.environment, declarations, snapshot,
				new KeyLookup(declarations, snapshot, this.requested));
		this.found = this.readers.stream()
			.map((reader) -> Isolation.<@Nullable DeclaredTarget>call(() -> reader.read(context), (thrown) -> {
				context.add(EXTENSION.failed(reader, thrown));
				return null;
			}))
			.filter(Objects::nonNull)
			.toList();
		return Stream.concat(this.problems.stream(), context.problems().stream()).toList();
	}

	List<DeclaredTarget> found() {
		return this.found;
	}

	void close() {
		this.readers.forEach((reader) -> Isolation.run(reader::close, (thrown) -> {
		}));
	}

}
