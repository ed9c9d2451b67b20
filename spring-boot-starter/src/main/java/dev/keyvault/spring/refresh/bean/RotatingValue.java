package dev.keyvault.spring.refresh.bean;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import dev.keyvault.spring.refresh.FailureIsolation;
import dev.keyvault.spring.refresh.Rotating;

/**
 * Holds the current value of one configuration properties bean.
 *
 * @param <T> the type of the bean
 */
final class RotatingValue<T> implements Rotating<T> {

	private final List<Consumer<? super T>> listeners = new CopyOnWriteArrayList<>();

	private volatile T value;

	RotatingValue(T first) {
		this.value = first;
	}

	@Override
	public T get() {
		return this.value;
	}

	@Override
	public Registration onChange(Consumer<? super T> listener) {
		this.listeners.add(listener);
		return () -> this.listeners.remove(listener);
	}

	void set(T next) {
		this.value = next;
		this.listeners.forEach((listener) -> FailureIsolation.run(listener, () -> listener.accept(next)));
	}

	@Override
	public String toString() {
		return "Rotating[" + this.value.getClass().getName() + "]";
	}

}
