package dev.keyvault.azure.credential;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipeline;
import com.azure.identity.ClientCertificateCredentialBuilder;
import org.jspecify.annotations.Nullable;

import dev.keyvault.object.SensitiveValue;

/**
 * An application with its certificate, which is read anew for each token.
 *
 * @param application the application
 * @param path the PEM or PKCS#12 file
 * @param password the password of the PKCS#12 file, or {@code null} for none
 */
record ClientCertificateRecipe(Application application, Path path,
		@Nullable SensitiveValue password) implements SdkCredential {

	@Override
	public Principal principal() {
		return this.application.principal("client certificate");
	}

	@Override
	public TokenCredential create(HttpPipeline pipeline, ExecutorService executor) {
		byte[] content = read();
		ClientCertificateCredentialBuilder builder = this.application.prepare(new ClientCertificateCredentialBuilder(),
				pipeline, executor);
		if (isPem(content)) {
			return builder.pemCertificate(new ByteArrayInputStream(content)).build();
		}
		return builder.pfxCertificate(new ByteArrayInputStream(content))
			.clientCertificatePassword((this.password != null) ? this.password.reveal() : "")
			.build();
	}

	private byte[] read() {
		try {
			return new CredentialFile(this.path).read();
		}
		catch (IOException ex) {
			throw CredentialException.refused("the client certificate '%s' cannot be read".formatted(this.path),
					"Check that '{credential}.client-certificate-path' is a file that this application may read.");
		}
	}

	private static boolean isPem(byte[] content) {
		return new String(content, StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
	}

	@Override
	public CredentialException explain(RuntimeException failure) {
		return CredentialException.refused("the client certificate '%s' cannot be used".formatted(this.path),
				"Give a PEM file with the certificate and its unencrypted PKCS#8 RSA key, or a PKCS#12 file with '{credential}.client-certificate-password'.");
	}

}
