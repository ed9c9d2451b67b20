package dev.keyvault.test.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate that nobody has signed yet.
 */
final class CertificateDraft {

	private static final Pattern IP_ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:]*");

	private final CertificateIssuer terms;

	private final X500Name subject;

	private final PublicKey key;

	private final List<Extension> extensions = new ArrayList<>();

	CertificateDraft(CertificateIssuer terms, String commonName, PublicKey key) {
		this.terms = terms;
		this.subject = new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
		this.key = key;
	}

	CertificateDraft constraints(BasicConstraints constraints) {
		return extension(Extension.basicConstraints, constraints);
	}

	CertificateDraft usage(KeyUsage usage) {
		return extension(Extension.keyUsage, usage);
	}

	CertificateDraft hosts(List<String> hosts) {
		GeneralName[] names = hosts.stream().map(this::host).toArray(GeneralName[]::new);
		return (names.length > 0) ? extension(Extension.subjectAlternativeName, new GeneralNames(names)) : this;
	}

	private GeneralName host(String host) {
		int type = IP_ADDRESS.matcher(host).matches() ? GeneralName.iPAddress : GeneralName.dNSName;
		return new GeneralName(type, host);
	}

	X509Certificate selfSigned(PrivateKey signer) {
		return sign(this.subject, signer);
	}

	X509Certificate signedBy(IssuedCertificate issuer) {
		byte[] name = issuer.certificate().getSubjectX500Principal().getEncoded();
		return sign(X500Name.getInstance(name), issuer.privateKey());
	}

	private CertificateDraft extension(ASN1ObjectIdentifier type, ASN1Encodable value) {
		try {
			boolean critical = !Extension.subjectAlternativeName.equals(type);
			this.extensions.add(Extension.create(type, critical, value));
			return this;
		}
		catch (IOException ex) {
			throw new IllegalStateException("The certificate extension '" + type + "' could not be written", ex);
		}
	}

	private X509Certificate sign(X500Name issuer, PrivateKey signer) {
		try {
			X509v3CertificateBuilder builder = unsigned(issuer);
			for (Extension extension : this.extensions) {
				builder.addExtension(extension);
			}
			return new JcaX509CertificateConverter().getCertificate(
					builder.build(new JcaContentSignerBuilder(KeyAlgorithm.signature(signer)).build(signer)));
		}
		catch (OperatorCreationException | CertificateException | CertIOException ex) {
			throw new IllegalStateException("The certificate '" + this.subject + "' could not be signed", ex);
		}
	}

	private X509v3CertificateBuilder unsigned(X500Name issuer) {
		BigInteger serial = new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
		return new X509v3CertificateBuilder(issuer, serial, Date.from(this.terms.notBefore()),
				Date.from(this.terms.notAfter()), this.subject,
				SubjectPublicKeyInfo.getInstance(this.key.getEncoded()));
	}

}
