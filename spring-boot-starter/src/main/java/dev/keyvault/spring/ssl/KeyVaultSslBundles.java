package dev.keyvault.spring.ssl;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslBundles;

import dev.keyvault.object.VaultObject.Certificate;
import dev.keyvault.rotation.Change;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.source.RedactedException;
import dev.keyvault.spring.config.DeclaredSslBundles;
import dev.keyvault.spring.config.ImportedKeys;
import dev.keyvault.spring.refresh.EnvironmentChange;
import dev.keyvault.spring.refresh.RotationFollower;

/**
 * Registers the SSL bundles of vaults, and lets everything that uses them follow their
 * certificates: key managers, trust managers, contexts and sockets show the new one at
 * the next handshake, whenever they were made; listeners to updates of the bundle are
 * called. Servers trust clients whose issuer is in the chain of the bundle; clients trust
 * servers whose issuer is there or among the authorities of the JDK. A bundle whose
 * certificate is absent is registered as soon as it appears. Thread-safe.
 */
final class KeyVaultSslBundles implements RotationFollower {

	private static final Log logger = LogFactory.getLog(KeyVaultSslBundles.class);

	private final ImportedKeys keys;

	private @Nullable TrustAnchors known;

	private final Map<String, RotatingIdentity> identities = new LinkedHashMap<>();

	private @Nullable SslBundleRegistry registry;

	/**
	 * Create the bundles.
	 * @param keys the keys that the application imports, bundles among them
	 */
	KeyVaultSslBundles(ImportedKeys keys) {
		this.keys = keys;
	}

	/**
	 * Register the bundles whose certificates are there. What appears later is registered
	 * at the same place.
	 * @param registry where to register
	 */
	synchronized void register(SslBundleRegistry registry) {
		this.registry = registry;
		DeclaredSslBundles.in(this.keys.snapshot())
			.forEach((bundle, entry) -> register(registry, bundle.value(), identity(entry)));
	}

	private TlsIdentity identity(Entry entry) {
		try {
			return TlsIdentity.of((Certificate) entry.object(), known());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The %s cannot be used for TLS".formatted(entry.origin().describe()), ex);
		}
	}

	private TrustAnchors known() throws GeneralSecurityException {
		TrustAnchors anchors = (this.known != null) ? this.known : TrustAnchors.ofJdk();
		this.known = anchors;
		return anchors;
	}

	private void register(SslBundleRegistry registry, String name, TlsIdentity identity) {
		if (registry instanceof SslBundles bundles && bundles.getBundleNames().contains(name)) {
			throw new DuplicateSslBundleException(name);
		}
		RotatingIdentity current = new RotatingIdentity(identity);
		this.identities.put(name, current);
		registry.registerBundle(name, bundle(current));
		if (registry instanceof SslBundles bundles) {
			bundles.addBundleUpdateHandler(name,
					(updated) -> logger.debug("SSL bundle '%s' is updated".formatted(name)));
		}
	}

	private static SslBundle bundle(RotatingIdentity current) {
		return SslBundle.of(new RotatingStores(current), null, null, null, new RotatingManagers(current));
	}

	/**
	 * Find a bundle that is from a vault.
	 * @param name the name of the bundle
	 * @return the bundle, or {@code null} if it is not registered or not from a vault
	 */
	synchronized @Nullable SslBundle find(@Nullable String name) {
		RotatingIdentity current = this.identities.get(name);
		return (current != null) ? bundle(current) : null;
	}

	@Override
	public synchronized Collection<Change> follow(EnvironmentChange change) {
		List<Change> followed = new ArrayList<>();
		for (Change each : change.rotation().changes()) {
			if (DeclaredSslBundles.isChanged(each) && each.after() != null && this.registry != null) {
				follow(this.registry, each.key().value(), each.entry());
				followed.add(each);
			}
		}
		return followed;
	}

	private void follow(SslBundleRegistry registry, String name, Entry entry) {
		try {
			TlsIdentity identity = identity(entry);
			RotatingIdentity current = this.identities.get(name);
			if (current == null) {
				register(registry, name, identity);
			}
			else {
				current.replace(identity);
				registry.updateBundle(name, bundle(current));
			}
		}
		catch (RuntimeException ex) {
			logger.warn("SSL bundle '%s' has a new certificate, but a listener to its updates failed with %s"
				.formatted(name, RedactedException.of(ex).describe()));
		}
	}

}
