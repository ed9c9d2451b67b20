package dev.keyvault.manifest;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A manifest that is right, to be changed.
 */
final class Manifest {

	static final String TEXT = """
			apiVersion: secrets-store.csi.x-k8s.io/v1
			kind: SecretProviderClass
			metadata:
			  name: azure-sync
			  namespace: shop
			spec:
			  provider: azure
			  parameters:
			    keyvaultName: testkv
			    tenantID: the-tenant
			    clientID: the-client
			    objects: |
			      array:
			        - |
			          objectName: db-password
			          objectType: secret
			        - |
			          objectName: web
			          objectAlias: web.pem
			          objectType: cert
			  secretObjects:
			    - secretName: foo-secrets
			      type: Opaque
			      data:
			        - objectName: db-password
			          key: password
			""";

	private Manifest() {
	}

	/**
	 * Replace a line that is there once.
	 * @param line the line without white space around it
	 * @param replacement the lines instead, indented as the line is; {@code null} for
	 * none
	 * @return the changed manifest
	 */
	static String with(String line, String replacement) {
		if (TEXT.lines().filter((each) -> each.strip().equals(line)).count() != 1) {
			throw new IllegalArgumentException(line);
		}
		return TEXT.lines().flatMap((each) -> {
			if (!each.strip().equals(line)) {
				return Stream.of(each);
			}
			String indent = " ".repeat(each.length() - each.stripLeading().length());
			return replacement.lines().map((other) -> indent + other);
		}).collect(Collectors.joining("\n", "", "\n"));
	}

	static SecretProviderClass read(String text) {
		return SecretProviderClassReader.read(text, "class.yaml").classes().get(0);
	}

}
