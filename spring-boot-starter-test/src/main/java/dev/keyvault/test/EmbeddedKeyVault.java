package dev.keyvault.test;

import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLContext;

import dev.keyvault.test.certificate.CertificateIssuer;
import dev.keyvault.test.certificate.IssuedCertificate;
import dev.keyvault.test.certificate.KeyAlgorithm;

/**
 * An Azure Key Vault in the same JVM: serves secrets, keys and certificates by the REST
 * protocol over HTTPS on the loopback interface, and issues the tokens it asks for.
 */
public final class EmbeddedKeyVault implements AutoCloseable {

	private final RequestLog requests = new RequestLog();

	private final ActiveFaults activeFaults = new ActiveFaults();

	private final AccessRules access = new AccessRules();

	private final Clock clock;

	private final SharedIdentity identity;

	private final ServerLifecycle lifecycle;

	private final URI endpoint;

	private final ObjectStore store;

	private final TemporaryDirectory files;

	EmbeddedKeyVault(EmbeddedKeyVaultBuilder builder) {
		this.clock = builder.clock();
		CertificateAuthority authority = builder.authority();
		RequestRouter router = new RequestRouter(this.requests);
		this.lifecycle = new ServerLifecycle(builder.port(), (port) -> VaultServer.start(port, authority, router));
		this.endpoint = this.lifecycle.uri();
		this.store = new ObjectStore(this.endpoint, this.clock);
		this.identity = new SharedIdentity(authority, builder.directory(this.endpoint));
		this.files = TemporaryDirectory.create();
		this.files.write("ca.pem", authority.pem());
		router.routeTo(handler(builder.challengeResource()));
	}

	/**
	 * Starts a vault on any free port.
	 * @return the running vault
	 */
	public static EmbeddedKeyVault start() {
		return builder().start();
	}

	/**
	 * Returns a builder for a vault that differs from the usual one.
	 * @return the builder
	 */
	public static EmbeddedKeyVaultBuilder builder() {
		return new EmbeddedKeyVaultBuilder();
	}

	private RequestHandler handler(URI challengeResource) {
		EntraDirectory directory = this.identity.directory();
		RequestHandler entra = this.activeFaults.before(new EntraHandler(directory, this.clock));
		RequestHandler objects = new TokenCheck(directory, challengeResource,
				this.activeFaults.before(this.access.before(new ObjectHandler(this.store), directory)));
		return (request) -> ObjectType.ofCollection(request.segment(0)).isPresent() ? objects.handle(request)
				: entra.handle(request);
	}

	/**
	 * Returns the endpoint of the vault.
	 * @return the endpoint, such as {@code https://localhost:8443}
	 */
	public URI endpoint() {
		return this.endpoint;
	}

	/**
	 * Returns the host that issues tokens in the place of Entra ID.
	 * @return the authority host, reached by HTTPS
	 */
	public URI authorityHost() {
		return this.identity.directory().authorityHost();
	}

	/**
	 * Returns the tenant that issues tokens.
	 * @return the identifier of the tenant
	 */
	public String tenantId() {
		return this.identity.directory().tenantId();
	}

	/**
	 * Returns the application that may ask for tokens.
	 * @return the identifier of the client
	 */
	public String clientId() {
		return this.identity.directory().clientId();
	}

	/**
	 * Returns the secret with which the application asks for tokens.
	 * @return the secret of the client
	 */
	public String clientSecret() {
		return this.identity.directory().clientSecret();
	}

	/**
	 * Replaces the secret with which the application asks for tokens.
	 * @param clientSecret the new secret of the client
	 */
	public void setClientSecret(String clientSecret) {
		this.identity.directory().setClientSecret(clientSecret);
	}

	/**
	 * Returns the client assertions by which tokens were asked for, the newest last.
	 * @return the JSON Web Tokens as they came
	 */
	public List<String> clientAssertions() {
		return List.copyOf(this.identity.directory().clientAssertions());
	}

	/**
	 * Issues a bearer token that the vault accepts.
	 * @return the token
	 */
	public String token() {
		return this.identity.directory().issueToken("https://vault.azure.net");
	}

	/**
	 * Ends all tokens issued so far.
	 */
	public void expireTokens() {
		this.identity.directory().tokens().expireAll();
	}

	/**
	 * Returns the certificate of the authority that signed the server certificate.
	 * @return the certificate as PEM
	 */
	public String certificateAuthorityPem() {
		return this.identity.authority().pem();
	}

	/**
	 * Returns a file with the certificate of the authority that signed the server
	 * certificate.
	 * @return the PEM file, which is deleted when the vault closes
	 */
	public Path certificateAuthorityFile() {
		return this.files.resolve("ca.pem");
	}

	/**
	 * Returns an SSL context that trusts the vault.
	 * @return the SSL context
	 */
	public SSLContext sslContext() {
		return this.identity.authority().sslContext();
	}

	/**
	 * Returns the properties by which an application reaches this vault. Those that would
	 * lead elsewhere, {@code name} and {@code credential.directory}, are empty.
	 * @param vaultName the name of the vault in the application
	 * @return the properties, all below {@code keyvault.vaults.<name>}
	 */
	public Map<String, String> properties(String vaultName) {
		String prefix = "keyvault.vaults." + vaultName + ".";
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put(prefix + "endpoint", this.endpoint.toString());
		properties.put(prefix + "name", "");
		properties.put(prefix + "trusted-certificates", "file:" + certificateAuthorityFile());
		properties.put(prefix + "verify-challenge-resource", "false");
		properties.put(prefix + "credential.type", "client-secret");
		properties.put(prefix + "credential.tenant-id", tenantId());
		properties.put(prefix + "credential.client-id", clientId());
		properties.put(prefix + "credential.client-secret", clientSecret());
		properties.put(prefix + "credential.directory", "");
		properties.put(prefix + "credential.authority-host", authorityHost().toString());
		return properties;
	}

	/**
	 * Returns the properties by which an application reaches this vault, each as one
	 * text.
	 * @param vaultName the name of the vault in the application
	 * @return the properties, each as {@code key=value}
	 */
	public String[] propertyValues(String vaultName) {
		return properties(vaultName).entrySet()
			.stream()
			.map((property) -> property.getKey() + "=" + property.getValue())
			.toArray(String[]::new);
	}

	/**
	 * Puts a new version of a secret.
	 * @param name the name of the secret
	 * @param value the value of the secret
	 * @return the version
	 */
	public String putSecret(String name, String value) {
		return put(EmbeddedSecret.named(name).value(value));
	}

	/**
	 * Puts a new version of a secret.
	 * @param secret the secret
	 * @return the version
	 */
	public String put(EmbeddedSecret secret) {
		return this.store.put(secret);
	}

	/**
	 * Puts a new version of a key.
	 * @param name the name of the key
	 * @param keys the keys, of which the vault only shows the public one
	 * @return the version
	 */
	public String putKey(String name, KeyPair keys) {
		return putKey(name, keys.getPublic());
	}

	/**
	 * Puts a new version of a key.
	 * @param name the name of the key
	 * @param publicKey the public key, RSA or elliptic curve
	 * @return the version
	 */
	public String putKey(String name, PublicKey publicKey) {
		return put(EmbeddedKey.of(name, publicKey));
	}

	/**
	 * Puts a new version of a key.
	 * @param key the key
	 * @return the version
	 */
	public String put(EmbeddedKey key) {
		return this.store.put(key);
	}

	/**
	 * Puts a new version of a certificate for localhost, issued by an intermediate below
	 * a root, with an exportable RSA key.
	 * @param name the name of the certificate
	 * @return the version
	 */
	public String putCertificate(String name) {
		CertificateIssuer issuer = CertificateIssuer.of(KeyAlgorithm.RSA, this.clock);
		IssuedCertificate intermediate = issuer.intermediate("Intermediate of " + name, issuer.root("Root of " + name));
		return put(EmbeddedCertificate.of(name, issuer.leaf(name, intermediate, "localhost")));
	}

	/**
	 * Puts a new version of a certificate, and with it a key and a secret of the same
	 * name.
	 * @param certificate the certificate
	 * @return the version, which is the same for all three
	 */
	public String put(EmbeddedCertificate certificate) {
		return this.store.put(certificate);
	}

	/**
	 * Deletes an object with all its versions; a certificate with its key and secret.
	 * @param type the kind of object
	 * @param name the name of the object
	 */
	public void delete(ObjectType type, String name) {
		type.withManaged().forEach((each) -> this.store.delete(each, name));
	}

	/**
	 * Enables or disables the latest version of an object; of a certificate with its key
	 * and secret.
	 * @param type the kind of object
	 * @param name the name of the object
	 * @param enabled whether the version is enabled
	 */
	public void setEnabled(ObjectType type, String name, boolean enabled) {
		updateAttributes(type, name, (attributes) -> attributes.enabled(enabled));
	}

	/**
	 * Changes the attributes of the latest version of an object; of a certificate with
	 * its key and secret.
	 * @param type the kind of object
	 * @param name the name of the object
	 * @param change makes the new attributes from the old
	 */
	public void updateAttributes(ObjectType type, String name, UnaryOperator<VersionAttributes> change) {
		type.withManaged().forEach((each) -> this.store.change(each, name, change));
	}

	/**
	 * Returns what lets requests go wrong.
	 * @return the faults
	 */
	public Faults faults() {
		return new Faults(this.activeFaults, this.clock);
	}

	/**
	 * Lets the vault be gone: connections break off, and new ones are refused. Its token
	 * endpoint is gone with it. The port stays reserved and the objects stay as they are.
	 * A vault deleted in Azure loses its name too; clients of this one, which shares the
	 * name of the machine, find the name and nobody there. Clears the faults. Does
	 * nothing more if the vault is gone already.
	 */
	public void disappear() {
		this.activeFaults.clear();
		this.lifecycle.stop();
	}

	/**
	 * Lets the vault be there again after {@link #disappear()}, at the same endpoint and
	 * with the same objects, tokens and authority. Does nothing if it is there.
	 */
	public void reappear() {
		this.lifecycle.start();
	}

	/**
	 * Returns what says who may do what.
	 * @return the access rules
	 */
	public AccessRules access() {
		return this.access;
	}

	/**
	 * Returns the requests that the vault has met.
	 * @return the requests
	 */
	public RequestLog requests() {
		return this.requests;
	}

	SharedIdentity identity() {
		return this.identity;
	}

	/**
	 * Stops the vault and deletes its files. Closing again does nothing.
	 */
	@Override
	public void close() {
		this.activeFaults.clear();
		this.lifecycle.close();
		this.files.delete();
	}

}
