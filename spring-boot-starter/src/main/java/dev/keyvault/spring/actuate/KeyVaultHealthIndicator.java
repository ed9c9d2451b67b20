package dev.keyvault.spring.actuate;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import dev.keyvault.source.Problem;
import dev.keyvault.spring.refresh.KeyVaultRefresher;

/**
 * Tells whether imported keys follow their vaults. Status {@code UP} if all do,
 * {@code STALE} if some keep older values; the details say which, why and since when.
 * {@code STALE} does not take an application out of service, which works with the values
 * that it has. Asks no vault.
 */
public final class KeyVaultHealthIndicator extends AbstractHealthIndicator {

	/**
	 * Some keys keep older values.
	 */
	public static final Status STALE = new Status("STALE", "Keys keep older values");

	private final KeyVaultRefresher refresher;

	/**
	 * Create an indicator.
	 * @param refresher knows what keeps keys from following
	 */
	KeyVaultHealthIndicator(KeyVaultRefresher refresher) {
		super("Checking imported keys failed");
		this.refresher = refresher;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		List<Problem> problems = this.refresher.problems();
		builder.status(problems.isEmpty() ? Status.UP : STALE);
		if (!problems.isEmpty()) {
			builder.withDetail("problems", problems.stream().map(KeyVaultHealthIndicator::detail).toList());
		}
	}

	private static Map<String, Object> detail(Problem problem) {
		Map<String, Object> detail = new LinkedHashMap<>();
		Instant since = problem.since();
		detail.put("subject", problem.subject().toString());
		detail.put("reason", problem.explanation());
		detail.put("action", problem.action().toString());
		detail.put("since", since);
		return detail;
	}

}
