package dev.keyvault.certificate;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.keyvault.Internal;
import dev.keyvault.object.CertificateChain;

/**
 * Puts the certificates of a PEM text in order.
 */
@Internal
public final class PemChain {

	private static final Pattern CERTIFICATE = Pattern
		.compile("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----");

	private PemChain() {
	}

	/**
	 * Put the certificates in the order leaf, intermediates, root. All else stays where
	 * it is, and everything does if they are in order, or do not make one chain.
	 * @param pem the text
	 * @return the text with the certificates in order
	 * @throws GeneralSecurityException if one of them cannot be read
	 */
	public static String inOrder(String pem) throws GeneralSecurityException {
		List<MatchResult> places = CERTIFICATE.matcher(pem).results().toList();
		Map<X509Certificate, String> blocks = new LinkedHashMap<>();
		for (MatchResult place : places) {
			blocks.put(read(place.group()), place.group());
		}
		if (blocks.size() < 2 || blocks.size() != places.size()) {
			return pem;
		}
		CertificateChain chain = CertificateChain.of(new ArrayList<>(blocks.keySet()));
		return chain.ordered() ? replace(pem, places, chain.certificates().stream().map(blocks::get).toList()) : pem;
	}

	private static X509Certificate read(String block) throws GeneralSecurityException {
		return CertificateContent.certificate(block.getBytes(StandardCharsets.US_ASCII));
	}

	private static String replace(String pem, List<MatchResult> places, List<String> blocks) {
		StringBuilder text = new StringBuilder();
		int written = 0;
		for (int i = 0; i < places.size(); i++) {
			text.append(pem, written, places.get(i).start()).append(blocks.get(i));
			written = places.get(i).end();
		}
		return text.append(pem, written, pem.length()).toString();
	}

}
