package dev.keyvault.spring.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.springframework.core.env.Environment;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.DeclaredKey;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.source.Problem;
import dev.keyvault.spring.config.binding.InvalidPropertyException;

/**
 * What a {@link TargetReader} reads from: the configuration, and the keys that are
 * imported.
 */
public final class TargetContext {

	private final Environment environment;

	private final List<Declaration> declarations;

	private final Snapshot snapshot;

	private final KeyLookup keys;

	private final List<Problem> problems = new ArrayList<>();

	TargetContext(Environment environment, List<Declaration> declarations, Snapshot snapshot, KeyLookup keys) {
		this.environment = environment;
		this.declarations = declarations;
		this.snapshot = snapshot;
		this.keys = keys;
	}

	/**
	 * Return the configuration.
	 * @return the environment, whose imported values are not there yet
	 */
	public Environment environment() {
		return this.environment;
	}

	/**
	 * Find a key that is imported, be it without a value for now.
	 * @param key the key
	 * @return the key with its import; empty if no import declares it
	 */
	public Optional<DeclaredKey> find(NamedKey key) {
		return this.keys.find(key);
	}

	/**
	 * Report a mistake in the configuration, which fails the start.
	 * @param property the property with the mistake
	 * @param reason what is wrong, as a sentence
	 * @param action what to do about it, as a sentence
	 */
	public void addProblem(String property, String reason, String action) {
		add(new InvalidPropertyException(property, reason, action).problem(""));
	}

	void add(Problem problem) {
		this.problems.add(problem);
	}

	List<Problem> problems() {
		return this.problems;
	}

	List<Declaration> declarations() {
		return this.declarations;
	}

	Snapshot snapshot() {
		return this.snapshot;
	}

}
