package dev.keyvault.azure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.keyvault.certificate.PrivateKeyPem;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;

/**
 * Reads a certificate with what is on the class path of a JVM of its own, and prints what
 * it finds: the subject of the leaf, the number of certificates and whether there is a
 * key that belongs to the leaf.
 */
public final class ParseInChild {

	private ParseInChild() {
	}

	public static void main(String[] args) throws IOException {
		ObjectId id = AzureFixture.certificate(new Vault("payments", Cloud.PUBLIC.endpoint("payments-kv")), "web");
		VaultObject.Certificate read = new CertificateParser(id, ObjectAttributes.NONE).parse(args[0],
				SensitiveValue.of(Files.readString(Path.of(args[1]))));
		SensitiveValue key = read.privateKey();
		System.out.printf("%s, %d certificates, key %s%n", read.chain().leaf().getSubjectX500Principal(),
				read.chain().certificates().size(),
				(key != null) && PrivateKeyPem.isCounterpart(key, read.chain().leaf().getPublicKey()));
	}

}
