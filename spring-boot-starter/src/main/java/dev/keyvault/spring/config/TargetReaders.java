package dev.keyvault.spring.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.source.Isolation;
import dev.keyvault.source.Problem;

/**
 * Reads all targets that configuration declares: Kubernetes Secrets, and those of readers
 * in {@code META-INF/spring.factories}.
 */
final class TargetReaders {

	private final Environment environment;

	private final RequestedKeys requested;

	private final List<TargetReader> readers;

	private List<DeclaredTarget> found = List.of();

	TargetReaders(Environment environment, RequestedKeys requested, TargetReader kubernetes) {
		this.environment = environment;
		this.requested = requested;
		this.readers = Stream
			.concat(Stream.of(kubernetes),
					SpringFactoriesLoader.forDefaultResourceLocation(getClass().getClassLoader())
						.load(TargetReader.class)
						.stream())
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
		this.found = this.readers.stream().map((reader) -> reader.read(context)).filter(Objects::nonNull).toList();
		return new ArrayList<>(context.problems());
	}

	List<DeclaredTarget> found() {
		return this.found;
	}

	void close() {
		this.readers.forEach((reader) -> Isolation.run(reader::close, (thrown) -> {
		}));
	}

}
