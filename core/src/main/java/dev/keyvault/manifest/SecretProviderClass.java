package dev.keyvault.manifest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.file.FileMode;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectName;
import dev.keyvault.object.ObjectVersion;

/**
 * A SecretProviderClass for the Azure provider of the Secrets Store CSI Driver: a vault,
 * how to log in to it, which of its objects become files, and which of those become
 * entries of Kubernetes Secrets.
 *
 * @param origin where it was read, such as {@code secret-provider-class.yaml:1}
 * @param name its name, or {@code null} if it has none
 * @param namespace its namespace, or {@code null} if none is written
 * @param vaultName the name of the vault, without the domain of a cloud
 * @param cloud the cloud
 * @param tenantId the tenant of the vault
 * @param identity who asks the vault
 * @param objects the objects, in the order they were written
 * @param secrets the Kubernetes Secrets
 */
@Internal
public record SecretProviderClass(String origin, @Nullable String name, @Nullable String namespace, String vaultName,
		ManifestCloud cloud, String tenantId, Identity identity, List<DeclaredObject> objects,
		List<DeclaredSecret> secrets) {

	public SecretProviderClass {
		objects = List.copyOf(objects);
		secrets = List.copyOf(secrets);
	}

	/**
	 * Return what messages call this class.
	 * @return such as {@code SecretProviderClass 'azure-sync' (class.yaml:1)}
	 */
	String describe() {
		return (this.name != null) ? "SecretProviderClass '%s' (%s)".formatted(this.name, this.origin)
				: "the SecretProviderClass at " + this.origin;
	}

	/**
	 * Return a place in the file.
	 * @param line the line
	 * @return such as {@code class.yaml:12}
	 */
	String placeOf(int line) {
		return "%s:%d".formatted(this.origin.substring(0, this.origin.lastIndexOf(':')), line);
	}

	/**
	 * Return the name of the vault that imports use.
	 * @return the name of the vault in lower case
	 */
	public String vault() {
		return this.vaultName.toLowerCase(Locale.ROOT);
	}

	/**
	 * Return how the vault is reached, in the words of the settings of a vault.
	 * @return the settings, such as {@code endpoint}
	 */
	Map<String, String> settings() {
		Map<String, String> settings = new LinkedHashMap<>();
		settings.put("endpoint", this.cloud.endpoint(vault()));
		settings.put("credential.type", this.identity.credentialType());
		settings.put("credential.tenant-id", this.tenantId);
		if (this.identity.clientId() != null) {
			settings.put("credential.client-id", String.valueOf(this.identity.clientId()));
		}
		if (this.cloud != ManifestCloud.PUBLIC) {
			settings.put("credential.authority-host", this.cloud.authority());
		}
		return settings;
	}

	/**
	 * Who asks the vault.
	 */
	public sealed interface Identity {

		/**
		 * Return the type of credential that this is here.
		 * @return such as {@code workload-identity}
		 */
		String credentialType();

		/**
		 * Return the client id.
		 * @return the client id, or {@code null} if the manifest does not name it
		 */
		@Nullable String clientId();

	}

	/**
	 * A workload identity.
	 *
	 * @param clientId its client id
	 */
	public record WorkloadIdentity(String clientId) implements Identity {

		@Override
		public String credentialType() {
			return "workload-identity";
		}

	}

	/**
	 * A managed identity of the machine.
	 *
	 * @param clientId the client id of a user-assigned identity, or {@code null} for the
	 * one that the system assigned
	 */
	public record ManagedIdentity(@Nullable String clientId) implements Identity {

		@Override
		public String credentialType() {
			return "managed-identity";
		}

	}

	/**
	 * A service principal, whose client id and client secret the volume of a pod takes
	 * from the Kubernetes Secret of its {@code nodePublishSecretRef}.
	 */
	public record ServicePrincipal() implements Identity {

		@Override
		public String credentialType() {
			return "client-secret";
		}

		@Override
		public @Nullable String clientId() {
			return null;
		}

	}

	/**
	 * An object of the vault.
	 *
	 * @param line the line it is declared at
	 * @param kind a secret, a key or a certificate
	 * @param name its name in the vault
	 * @param file the path of its file, which is its alias or its name
	 * @param version its version, or {@code null} for the latest
	 * @param history how many versions become files, 1 for the chosen one alone
	 * @param format the format of a secret that backs a certificate
	 * @param encoding how the value of a secret is encoded
	 * @param mode the permissions of its file, or {@code null} if none are written
	 */
	public record DeclaredObject(int line, ObjectKind kind, ObjectName name, String file,
			@Nullable ObjectVersion version, int history, Format format, Encoding encoding, @Nullable FileMode mode) {

		/**
		 * Return the paths of the files, or the names by which {@code secretObjects}
		 * refers to them.
		 * @return one, or as many as versions are asked for
		 */
		public List<String> files() {
			return (this.history <= 1) ? List.of(this.file)
					: IntStream.range(0, this.history).mapToObj((index) -> this.file + "/" + index).toList();
		}

	}

	/**
	 * The format of a secret that backs a certificate.
	 */
	public enum Format {

		/**
		 * Private key and certificates as PEM.
		 */
		PEM,

		/**
		 * What the vault holds: a PKCS#12 store as Base64 text.
		 */
		PFX

	}

	/**
	 * How the value of a secret is encoded.
	 */
	public enum Encoding {

		/**
		 * The value is meant as it is.
		 */
		UTF_8,

		/**
		 * The value is bytes in hexadecimal digits.
		 */
		HEX,

		/**
		 * The value is bytes in Base64.
		 */
		BASE64

	}

	/**
	 * A Kubernetes Secret.
	 *
	 * @param line the line it is declared at
	 * @param name its name
	 * @param type its type
	 * @param labels its labels
	 * @param annotations its annotations
	 * @param data the file by the key of the entry
	 */
	public record DeclaredSecret(int line, String name, String type, Map<String, String> labels,
			Map<String, String> annotations, Map<String, String> data) {

		public DeclaredSecret {
			labels = Map.copyOf(labels);
			annotations = Map.copyOf(annotations);
			data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
		}

	}

}
