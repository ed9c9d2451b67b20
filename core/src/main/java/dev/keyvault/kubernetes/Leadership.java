package dev.keyvault.kubernetes;

/**
 * Says whether this replica is the one that writes.
 */
@FunctionalInterface
public interface Leadership {

	/**
	 * Every replica writes.
	 */
	Leadership EVERYONE = () -> true;

	/**
	 * Return whether this replica may write now.
	 * @return whether it leads
	 */
	boolean isLeader();

}
