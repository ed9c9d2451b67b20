package dev.keyvault.spring.refresh;

import java.util.List;

import dev.keyvault.rotation.PollResult;
import dev.keyvault.rotation.RejectedChange;
import dev.keyvault.rotation.Trouble;

/**
 * What came of a refresh. Holds no value.
 *
 * @param rotated the keys that have another value now
 * @param refused the keys that keep their value because somebody refused the new one
 * @param troubles everything that keeps vaults and keys from following, refusals too
 */
public record RefreshResult(List<RotatedKey> rotated, List<RefusedKey> refused, List<Trouble> troubles) {

	public RefreshResult {
		rotated = List.copyOf(rotated);
		refused = List.copyOf(refused);
		troubles = List.copyOf(troubles);
	}

	static RefreshResult of(PollResult poll) {
		return new RefreshResult(poll.changes().stream().map(RotatedKey::of).toList(),
				poll.rejected().stream().map(RefusedKey::of).toList(), poll.troubles());
	}

	/**
	 * A key with a new value that was refused.
	 *
	 * @param key the key and the versions
	 * @param reason why the new value was refused, as a sentence
	 */
	public record RefusedKey(RotatedKey key, String reason) {

		static RefusedKey of(RejectedChange refusal) {
			return new RefusedKey(RotatedKey.of(refusal.change()), refusal.reason());
		}

	}

}
