package dev.keyvault.snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.certificate.KeyStrength;
import dev.keyvault.certificate.PrivateKeyPem;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.VaultObject.Certificate;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.source.Message;
import dev.keyvault.source.Problem;

/**
 * Inspects objects in use for what their users should know. Key Vault hands out objects
 * outside their time of validity, and so does this library, with a warning. Immutable.
 */
@Internal
public final class ObjectInspection {

	private static final String RENEW = "Put a new version into the vault.";

	private final Instant now;

	/**
	 * Create an inspection.
	 * @param now the time at which objects are valid or not
	 */
	public ObjectInspection(Instant now) {
		this.now = now;
	}

	/**
	 * Inspect all objects of a snapshot that are from their vault.
	 * @param snapshot the snapshot
	 * @return the problems, each once
	 */
	public List<Problem> inspect(Snapshot snapshot) {
		Set<Problem> problems = new LinkedHashSet<>();
		snapshot.layers().forEach((declaration, layer) -> layer.values().forEach((entry) -> {
			if (entry.fallback() == null) {
				problems.addAll(inspect(entry, declaration));
			}
		}));
		return List.copyOf(problems);
	}

	private List<Problem> inspect(Entry entry, String declaration) {
		Problem expiry = findExpiry(entry, declaration);
		List<Problem> problems = new ArrayList<>(findFlaws(entry, declaration));
		if (expiry != null) {
			problems.add(0, expiry);
		}
		return problems;
	}

	/**
	 * Find out whether the object of an entry has expired.
	 * @param entry the entry
	 * @param declaration the name of its declaration
	 * @return the problem, or {@code null} if the object has not expired
	 */
	public @Nullable Problem findExpiry(Entry entry, String declaration) {
		Instant expires = entry.object().attributes().expires();
		return (expires != null && !this.now.isBefore(expires))
				? problem(entry, declaration, "expired at " + expires, RENEW) : null;
	}

	/**
	 * Find everything else that is wrong with the object of an entry: it is not valid
	 * yet, its chain is incomplete, its private key is not its own, or it is weak.
	 * @param entry the entry
	 * @param declaration the name of its declaration
	 * @return the problems
	 */
	public List<Problem> findFlaws(Entry entry, String declaration) {
		List<Problem> problems = new ArrayList<>();
		ObjectAttributes attributes = entry.object().attributes();
		if (attributes.notBefore() != null && this.now.isBefore(attributes.notBefore())) {
			problems.add(problem(entry, declaration, "is not valid before " + attributes.notBefore(),
					"Put a version into the vault that is valid now."));
		}
		if (entry.object() instanceof Certificate certificate) {
			problems.addAll(findFlaws(certificate, entry, declaration));
		}
		KeyStrength.findWeaknesses(entry.object())
			.forEach((weakness) -> problems.add(problem(entry, declaration, weakness, RENEW)));
		return problems;
	}

	private static List<Problem> findFlaws(Certificate certificate, Entry entry, String declaration) {
		List<Problem> problems = new ArrayList<>();
		if (!certificate.chain().ordered()) {
			problems.add(problem(entry, declaration,
					"has an incomplete chain: its %d certificates do not make one chain, so they keep the order they have in the vault"
						.formatted(certificate.chain().certificates().size()),
					"Import it again with every intermediate certificate and no other."));
		}
		if (hasForeignKey(certificate)) {
			problems.add(problem(entry, declaration, "has a private key that does not belong to it",
					"Import it again with its own private key."));
		}
		return problems;
	}

	private static boolean hasForeignKey(Certificate certificate) {
		SensitiveValue privateKey = certificate.privateKey();
		return privateKey != null
				&& !PrivateKeyPem.isCounterpart(privateKey, certificate.chain().leaf().getPublicKey());
	}

	private static Problem problem(Entry entry, String declaration, String predicate, String action) {
		return new Problem(entry.mapping().subject(declaration),
				"The %s is in use and %s.".formatted(entry.origin().describe(), predicate), Message.of(action));
	}

}
