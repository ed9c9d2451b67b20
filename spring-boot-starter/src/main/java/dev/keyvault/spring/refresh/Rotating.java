package dev.keyvault.spring.refresh;

import java.util.function.Consumer;

/**
 * The current value of a configuration properties type, to be injected instead of the
 * type itself. Reaches records and other types that are bound by their constructor, which
 * can never change in place:
 *
 * <pre class="code">
 * LoginService(Rotating&lt;DatabaseProperties&gt; database) { … }
 * </pre>
 *
 * There is one for each configuration properties bean of the application. Where several
 * beans have the type, {@code @Qualifier} with the name of the bean chooses. Thread-safe.
 *
 * @param <T> the type of the configuration properties bean
 */
public interface Rotating<T> {

	/**
	 * Return the current value. All of it is from one snapshot: it is bound and validated
	 * before it can be seen, and replaced as a whole. Costs one volatile read, so call it
	 * for each use instead of keeping what it returns.
	 * @return the value, never {@code null}
	 */
	T get();

	/**
	 * Add a listener that is called with each new value, once {@link #get()} returns it.
	 * The thread of the rotation calls it, so a slow listener delays the others. An
	 * exception is logged without its message, and the others follow nevertheless.
	 * @param listener the listener, kept until its registration or the context is closed
	 * @return the registration of the listener
	 */
	Registration onChange(Consumer<? super T> listener);

	/**
	 * The registration of a listener.
	 */
	@FunctionalInterface
	interface Registration extends AutoCloseable {

		/**
		 * Remove the listener, which is not called any more. Does nothing if it is
		 * removed already.
		 */
		@Override
		void close();

	}

}
