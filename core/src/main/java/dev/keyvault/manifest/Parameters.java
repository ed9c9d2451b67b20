package dev.keyvault.manifest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.keyvault.manifest.SecretProviderClass.DeclaredObject;
import dev.keyvault.manifest.SecretProviderClass.DeclaredSecret;
import dev.keyvault.manifest.SecretProviderClass.Identity;
import dev.keyvault.manifest.SecretProviderClass.ManagedIdentity;
import dev.keyvault.manifest.SecretProviderClass.ServicePrincipal;
import dev.keyvault.manifest.SecretProviderClass.WorkloadIdentity;

/**
 * Reads the {@code parameters} of a manifest.
 */
final class Parameters {

	private static final Set<String> KNOWN = Set.of("keyvaultName", "cloudName", "cloudEnvFileName", "tenantID",
			"tenantId", "clientID", "useVMManagedIdentity", "userAssignedIdentityID", "usePodIdentity",
			"useAzureTokenProxy", "objects");

	private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");

	private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

	private static final Pattern VAULT = Pattern.compile("[-A-Za-z0-9]{3,24}");

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$(\\{\\w+}|\\(\\w+\\)|\\w+)|\\{\\{.*}}|<[^>]*>");

	private final YamlNode place;

	private final Map<String, YamlNode> fields;

	Parameters(YamlNode place) {
		this.place = place;
		this.fields = place.fields();
	}

	/**
	 * Read the objects. Mistakes are noted at their places.
	 * @return the objects, or {@code null} if something is wrong with one of them
	 */
	@Nullable List<DeclaredObject> objects() {
		YamlNode objects = this.fields.get("objects");
		if (objects == null) {
			this.place.mistake("The parameter 'objects' is missing, a text with the objects to read.");
			return null;
		}
		int before = this.place.mistakes();
		List<DeclaredObject> read = new ObjectsReader().read(objects);
		return (this.place.mistakes() == before) ? read : null;
	}

	/**
	 * Put the class together. Mistakes are noted at their places.
	 * @param origin where it was read
	 * @param name its name
	 * @param namespace its namespace
	 * @param objects its objects
	 * @param secrets its Kubernetes Secrets
	 * @return the class, or {@code null} if a parameter that it needs is wrong
	 */
	@Nullable SecretProviderClass create(String origin, @Nullable String name, @Nullable String namespace,
			List<DeclaredObject> objects, List<DeclaredSecret> secrets) {
		warnOfUnknown();
		boolean podIdentity = flag("usePodIdentity");
		boolean tokenProxy = flag("useAzureTokenProxy");
		if (podIdentity) {
			mistake("usePodIdentity",
					"Pod identity is not supported; Microsoft has retired it. Use workload identity: set 'clientID'.");
		}
		if (tokenProxy) {
			mistake("useAzureTokenProxy",
					"The token proxy of identity bindings is not supported. Use workload identity: set 'clientID'.");
		}
		Identity identity = identity();
		String vaultName = vaultName();
		String tenant = tenant();
		ManifestCloud cloud = cloud();
		return (vaultName != null && tenant != null && cloud != null)
				? new SecretProviderClass(origin, name, namespace, vaultName, cloud, tenant, identity, objects, secrets)
				: null;
	}

	private void warnOfUnknown() {
		this.fields.forEach((name, field) -> {
			if (!KNOWN.contains(name)) {
				field.warn("The parameter '%s' is not known and is ignored.".formatted(name));
			}
		});
	}

	private Identity identity() {
		String clientId = value("clientID");
		if (flag("useVMManagedIdentity")) {
			return new ManagedIdentity(value("userAssignedIdentityID"));
		}
		return (clientId != null) ? new WorkloadIdentity(clientId) : new ServicePrincipal();
	}

	private @Nullable String vaultName() {
		String name = required("keyvaultName", "the name of the vault");
		if (name != null && !VAULT.matcher(name).matches()) {
			mistake("keyvaultName",
					"The vault name '%s' is not made of 3 to 24 letters, digits and dashes.".formatted(name));
			return null;
		}
		return name;
	}

	private @Nullable String tenant() {
		String tenant = value("tenantID");
		return (tenant != null || this.fields.containsKey("tenantID")) ? tenant
				: (value("tenantId") != null) ? value("tenantId") : required("tenantID", "the tenant of the vault");
	}

	private @Nullable ManifestCloud cloud() {
		String name = value("cloudName");
		if (this.fields.containsKey("cloudEnvFileName")) {
			mistake("cloudEnvFileName", "Clouds described by a file are not supported. "
					+ "Configure the vault in the application, with its endpoint and authority host.");
		}
		if (name == null) {
			return ManifestCloud.PUBLIC;
		}
		ManifestCloud cloud = ManifestCloud.find(name);
		if (cloud == null) {
			mistake("cloudName", ("The cloud '%s' is not known. Known are AzurePublicCloud, AzureUSGovernmentCloud, "
					+ "AzureChinaCloud and AzureGermanCloud.")
				.formatted(name));
		}
		return cloud;
	}

	private boolean flag(String name) {
		String value = value(name);
		if (value == null || FALSE.contains(value)) {
			return false;
		}
		if (!TRUE.contains(value)) {
			mistake(name, "The parameter '%s' is '%s', which is neither true nor false.".formatted(name, value));
		}
		return TRUE.contains(value);
	}

	private @Nullable String required(String name, String meaning) {
		String value = value(name);
		if (value == null && !isPlaceholder(name)) {
			place(name).mistake("The parameter '%s' is missing, %s.".formatted(name, meaning));
		}
		return value;
	}

	private boolean isPlaceholder(String name) {
		String text = place(name).text();
		return text != null && PLACEHOLDER.matcher(text).find();
	}

	/**
	 * Read a parameter.
	 * @param name its name
	 * @return its value, or {@code null} if there is none, or only a placeholder
	 */
	private @Nullable String value(String name) {
		YamlNode field = this.fields.get(name);
		if (field == null) {
			return null;
		}
		if (!field.isScalar()) {
			field.mistake("The parameter '%s' must be a text.".formatted(name));
			return null;
		}
		String text = field.text();
		if (text != null && PLACEHOLDER.matcher(text).find()) {
			field.mistake(("The parameter '%s' is '%s', a placeholder that nothing has filled. "
					+ "Read the manifest after the tool that fills it, or write the value.")
				.formatted(name, text));
			return null;
		}
		return (text == null || text.isEmpty()) ? null : text;
	}

	private void mistake(String name, String message) {
		place(name).mistake(message);
	}

	private YamlNode place(String name) {
		return this.fields.getOrDefault(name, this.place);
	}

}
