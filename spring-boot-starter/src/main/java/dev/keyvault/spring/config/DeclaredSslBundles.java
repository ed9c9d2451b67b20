package dev.keyvault.spring.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.keyvault.Internal;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.rotation.Change;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.Snapshot.Entry;

/**
 * Finds SSL bundles among the keys of an application. They are declarations of their own,
 * which no property source shows.
 */
@Internal
public final class DeclaredSslBundles {

	static final String REQUIRED = "keyvault.ssl-bundles";

	static final String OPTIONAL = "optional:" + REQUIRED;

	private static final List<String> DECLARATIONS = List.of(REQUIRED, OPTIONAL);

	private DeclaredSslBundles() {
	}

	/**
	 * Find the bundles of a snapshot.
	 * @param snapshot the snapshot
	 * @return the bundles by name, each out of a certificate; without those whose
	 * certificate is absent
	 */
	public static Map<NamedKey, Entry> in(Snapshot snapshot) {
		Map<NamedKey, Entry> bundles = new LinkedHashMap<>();
		DECLARATIONS.forEach((declaration) -> bundles.putAll(snapshot.layer(declaration)));
		return bundles;
	}

	/**
	 * Return whether a change is one of a bundle.
	 * @param change the change
	 * @return whether its key is the name of a bundle
	 */
	public static boolean isChanged(Change change) {
		return isOne(change.declaration());
	}

	static boolean isOne(String declaration) {
		return DECLARATIONS.contains(declaration);
	}

}
