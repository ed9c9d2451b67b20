package dev.keyvault.benchmarks;

/**
 * The end of a sample.
 */
final class Finish {

	private Finish() {
	}

	/**
	 * Print when the work was done, in milliseconds since the start of the process as the
	 * operating system knows it, and stop.
	 */
	static void now() {
		long start = ProcessHandle.current()
			.info()
			.startInstant()
			.orElseThrow(() -> new IllegalStateException("The start of the process is not known"))
			.toEpochMilli();
		System.out.println("done " + (System.currentTimeMillis() - start));
		Runtime.getRuntime().halt(0);
	}

}
