package dev.keyvault.spring;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What an attacker would have an expression call.
 */
public final class Attack {

	/**
	 * The call, without the marks of an expression.
	 */
	public static final String CALL = "T(dev.keyvault.spring.Attack).run()";

	private static final AtomicInteger runs = new AtomicInteger();

	private Attack() {
	}

	/**
	 * Called by the expression.
	 * @return something else than the text of the call
	 */
	public static String run() {
		runs.incrementAndGet();
		return "attacked";
	}

	/**
	 * Return how often the expression was evaluated, and begin to count anew.
	 * @return the number of calls
	 */
	public static int runs() {
		return runs.getAndSet(0);
	}

}
