package dev.keyvault.spring.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.object.VaultObject.Certificate;
import dev.keyvault.rotation.CertificateValidator;
import dev.keyvault.snapshot.LoadResult;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.source.Message;
import dev.keyvault.source.Problem;

/**
 * Inspects the certificates of SSL bundles that were read at start-up.
 *
 * @param result what was read
 */
record SslBundleInspection(LoadResult result) {

	List<Problem> problems() {
		return DeclaredSslBundles.in(this.result.snapshot())
			.values()
			.stream()
			.map(SslBundleInspection::findProblem)
			.filter(Objects::nonNull)
			.toList();
	}

	private static @Nullable Problem findProblem(Entry entry) {
		Certificate certificate = (Certificate) entry.object();
		if (certificate.privateKey() == null) {
			return problem(entry,
					"The private key of the %s may not leave the vault.".formatted(entry.origin().describe()),
					"Make a new version whose policy has an exportable key: an SSL bundle needs it.");
		}
		String fault = CertificateValidator.findKeyFault(certificate);
		return (fault != null) ? problem(entry, fault, "Import the certificate again, with its own private key.")
				: null;
	}

	private static Problem problem(Entry entry, String reason, String action) {
		return new Problem(entry.mapping().subject(DeclaredSslBundles.REQUIRED), reason, Message.of(action));
	}

	/**
	 * Tell of the bundles that are absent.
	 * @param declarations what was asked for
	 * @return a sentence for each
	 */
	List<String> absent(List<Declaration> declarations) {
		Map<?, Entry> bundles = DeclaredSslBundles.in(this.result.snapshot());
		List<String> sentences = new ArrayList<>();
		declarations.stream()
			.filter((declaration) -> DeclaredSslBundles.isOne(declaration.name()))
			.flatMap((declaration) -> declaration.mappings().stream())
			.filter((mapping) -> !bundles.containsKey(mapping.key()))
			.forEach((mapping) -> sentences.add(absent(mapping)));
		return sentences;
	}

	private static String absent(KeyMapping mapping) {
		return "SSL bundle '%s' is registered as soon as the %s can be read; until then whoever asks for it fails."
			.formatted(mapping.key(), mapping.object().describe());
	}

}
