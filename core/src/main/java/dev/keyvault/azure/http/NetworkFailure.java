package dev.keyvault.azure.http;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;

/**
 * The ways in which a request can end without an answer, the first that fits.
 */
@Internal
public enum NetworkFailure {

	/**
	 * The waiting thread was told to stop.
	 */
	INTERRUPTED(1, "was not waited for: the reading thread was interrupted", "Read again."),

	/**
	 * The vaults were closed before.
	 */
	CLOSED(1, "was not asked: the vaults are closed here", "Read before closing."),

	/**
	 * There is no address for the name.
	 */
	UNKNOWN_HOST(2, "has a host name that DNS does not know",
			"Check the address and the DNS of this machine; a private endpoint needs its private DNS zone."),

	/**
	 * A proxy wants to know who this is.
	 */
	PROXY_LOGIN(1, "cannot be reached: the proxy {proxy} asks for a login (HTTP 407)",
			"Set '{setting}.http.proxy.username' and '{setting}.http.proxy.password', or put user and password into the variable HTTPS_PROXY (http://user:password@host:port)."),

	/**
	 * A proxy does not know who this is.
	 */
	PROXY_WRONG_LOGIN(1, "cannot be reached: the proxy {proxy} does not accept the login (HTTP 407)",
			"Correct {source}. If they are right: the proxy may allow no 'Basic' login, or an HTTP client was in use before the vaults were; then start the JVM with -Djdk.http.auth.tunneling.disabledSchemes=\"\"."),

	/**
	 * A proxy does not connect to the host.
	 */
	PROXY_REFUSAL(2, "cannot be reached: the proxy {proxy} answered HTTP {status} instead of connecting to it",
			"Let the proxy connect to this host, or name the host in NO_PROXY ('{setting}.http.proxy.non-proxy-hosts', http.nonProxyHosts) if there is a way without the proxy."),

	/**
	 * The connection with its TLS handshake takes too long. There is a second try only,
	 * since within the first the operating system has repeated its own, and more as long
	 * as the process is starved.
	 */
	NO_CONNECTION(2, "cannot be reached: there is no TLS connection within {time}",
			"Check the firewalls, network policies and private endpoints between this application and it; over a slow network raise '{setting}.http.connect-timeout'."),

	/**
	 * Nobody listens.
	 */
	REFUSED(2, "does not accept connections",
			"Check the address and the port, and that the network lets this application connect."),

	/**
	 * The certificate leads to no trusted authority.
	 */
	UNTRUSTED(1, "shows a certificate that this application does not trust",
			"If you trust who signed it (a TLS-inspecting proxy, Azure Stack, an emulator), set '{vault}.trusted-certificates' to the PEM file of that authority."),

	/**
	 * The certificate is another's.
	 */
	OTHER_HOST(1, "shows a certificate that is not for its host name",
			"Check the address: something else may answer in its place."),

	/**
	 * The two sides do not agree on how to talk.
	 */
	NO_TLS(3, "does not agree on a TLS connection",
			"Check the address, the port and the TLS versions that both sides allow."),

	/**
	 * The answer takes too long.
	 */
	SILENT(3, "accepted the connection but did not answer within {time}",
			"Look at the state of the service and at proxies on the way."),

	/**
	 * The answer has no end, or hardly one.
	 */
	TOO_LONG(1, "answers with more than is read of any answer",
			"Check the address: something else may answer in its place, or change the answer."),

	/**
	 * The connection ends before the answer.
	 */
	BROKEN(3, "broke the connection off", "Look at the state of the service and at proxies on the way.");

	private static final List<Map.Entry<Class<? extends Exception>, NetworkFailure>> SIGNS = List.of(
			Map.entry(ClosedByInterruptException.class, INTERRUPTED),
			Map.entry(RejectedExecutionException.class, CLOSED), Map.entry(UnknownHostException.class, UNKNOWN_HOST),
			Map.entry(UnresolvedAddressException.class, UNKNOWN_HOST),
			Map.entry(HttpConnectTimeoutException.class, NO_CONNECTION), Map.entry(ConnectException.class, REFUSED),
			Map.entry(NoRouteToHostException.class, REFUSED), Map.entry(CertPathBuilderException.class, UNTRUSTED),
			Map.entry(CertPathValidatorException.class, UNTRUSTED), Map.entry(CertificateException.class, OTHER_HOST),
			Map.entry(BodyTooLongException.class, TOO_LONG), Map.entry(SSLException.class, NO_TLS),
			Map.entry(HttpTimeoutException.class, SILENT));

	private final int tries;

	private final String predicate;

	private final String action;

	NetworkFailure(int tries, String predicate, String action) {
		this.tries = tries;
		this.predicate = predicate;
		this.action = action;
	}

	/**
	 * Return the kind of a failure, which the first sign in it or its causes tells.
	 * @param failure the failure
	 * @return the kind
	 */
	public static NetworkFailure of(Throwable failure) {
		ProxyException proxied = find(failure, ProxyException.class);
		if (proxied != null && proxied.status() != 0) {
			return (proxied.status() != 407) ? PROXY_REFUSAL
					: (proxied.proxy().login() != null) ? PROXY_WRONG_LOGIN : PROXY_LOGIN;
		}
		return SIGNS.stream()
			.filter((sign) -> has(failure, sign.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(BROKEN);
	}

	private static boolean has(Throwable failure, Class<? extends Exception> sign) {
		return find(failure, sign) != null;
	}

	private static <T extends Exception> @Nullable T find(Throwable failure, Class<T> sign) {
		return Stream.iterate(failure, (cause) -> cause != null, Throwable::getCause)
			.filter(sign::isInstance)
			.map(sign::cast)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return how often a request that fails like this is sent in all.
	 * @param failure the failure
	 * @return at least 1, without end if the process was too starved to tell
	 */
	int tries(Throwable failure) {
		return (this == NO_CONNECTION && isStarved(failure)) ? Integer.MAX_VALUE : this.tries;
	}

	/**
	 * Return what happened, to be said of a host.
	 * @param failure the failure
	 * @return such as {@code does not accept connections}
	 */
	public String predicate(Throwable failure) {
		OverdueException overdue = find(failure, OverdueException.class);
		String time = (overdue != null) ? "within " + words(overdue.allowed()) : "in time";
		return ofProxy(this.predicate.replace("within {time}", time), failure) + through(failure) + meanwhile(failure);
	}

	private static String ofProxy(String sentence, Throwable failure) {
		ProxyException proxied = find(failure, ProxyException.class);
		return (proxied != null) ? sentence.replace("{proxy}", proxied.proxy().describe())
			.replace("{status}", String.valueOf(proxied.status()))
			.replace("{source}", proxied.proxy().source()) : sentence;
	}

	private static String through(Throwable failure) {
		ProxyException proxied = find(failure, ProxyException.class);
		return (proxied != null && proxied.status() == 0)
				? " (through the proxy %s)".formatted(proxied.proxy().describe()) : "";
	}

	/**
	 * Return what kept this process from noticing an answer, if something did.
	 * @param failure the failure
	 * @return a clause that begins with a comma, or an empty text
	 */
	public static String meanwhile(Throwable failure) {
		return isStarved(failure)
				? ", while the threads of this process waited for a processor half of the time or longer" : "";
	}

	/**
	 * Return the words for a time.
	 * @param time the time
	 * @return such as {@code 5 s} or {@code 300 ms}
	 */
	public static String words(Duration time) {
		return (time.toMillis() % 1000 == 0) ? time.toSeconds() + " s" : time.toMillis() + " ms";
	}

	/**
	 * Return what to do.
	 * @param failure the failure
	 * @return a sentence in which {@code {vault}} stands for the prefix of the properties
	 * of the vault
	 */
	public String action(Throwable failure) {
		return isStarved(failure)
				? "Give this process more CPU: raise the limit of its container, or take load off the machine. If that does not help: "
						+ this.action
				: ofProxy(this.action, failure);
	}

	/**
	 * Tell whether a failure may be the fault of this machine.
	 * @param failure the failure
	 * @return whether the process was starved of CPU meanwhile
	 */
	public static boolean isStarved(Throwable failure) {
		OverdueException overdue = find(failure, OverdueException.class);
		return overdue != null && overdue.isStarved();
	}

}
