package dev.keyvault.spring.ssl;

import java.security.cert.X509Certificate;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells a caller who it is.
 */
@RestController
class CallerController {

	@GetMapping("/port")
	String port(HttpServletRequest request) {
		return String.valueOf(request.getRemotePort());
	}

	@GetMapping("/serial")
	ResponseEntity<String> serial(@RequestAttribute(name = "jakarta.servlet.request.X509Certificate",
			required = false) X509Certificate @Nullable [] chain) {
		return ResponseEntity.ok()
			.header(HttpHeaders.CONNECTION, "close")
			.body((chain != null) ? chain[0].getSerialNumber().toString() : "nobody");
	}

}
