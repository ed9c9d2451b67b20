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
	 * Add a listener that is called with each new value, after {@link #get()} returns it.
	 * Called by the thread of the rotation, so a listener that takes long holds up the
	 * others. An exception is logged without its message and keeps nobody else from
	 * following.
	 * @param listener the listener, kept until it is removed or the context ends
	 * @return removes the listener
	 */
	Runnable onChange(Consumer<? super T> listener);

}
