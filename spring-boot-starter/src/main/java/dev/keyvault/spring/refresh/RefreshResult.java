package dev.keyvault.spring.refresh;

import java.util.List;
import java.util.stream.Stream;

import dev.keyvault.rotation.PollResult;
import dev.keyvault.rotation.RejectedChange;
import dev.keyvault.source.Problem;

/**
 * The result of a refresh. Holds no value.
 *
 * @param rotated the keys that have another value now
 * @param rejected the keys that keep their value because a validator rejected the new one
 * @param problems everything that keeps vaults, keys and followers from following,
 * rejected values too
 */
public record RefreshResult(List<RotatedKey> rotated, List<RejectedKey> rejected, List<Problem> problems) {

	public RefreshResult {
		rotated = List.copyOf(rotated);
		rejected = List.copyOf(rejected);
		problems = List.copyOf(problems);
	}

	static RefreshResult of(PollResult poll, List<Problem> followers) {
		return new RefreshResult(poll.changes().stream().map(RotatedKey::of).toList(),
				poll.rejected().stream().map(RejectedKey::of).toList(),
				Stream.concat(poll.problems().stream(), followers.stream()).toList());
	}

	/**
	 * A key with a new value that was rejected.
	 *
	 * @param key the key and the versions
	 * @param reason why the new value was rejected, as a sentence
	 */
	public record RejectedKey(RotatedKey key, String reason) {

		static RejectedKey of(RejectedChange rejected) {
			return new RejectedKey(RotatedKey.of(rejected.change()), rejected.reason());
		}

	}

}
