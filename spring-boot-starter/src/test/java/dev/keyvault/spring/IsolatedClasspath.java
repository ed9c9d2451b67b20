package dev.keyvault.spring;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The classpath of the tests in a class loader of its own, with something before it or
 * without some of its jars. What runs in it is the context class loader of its thread.
 */
public final class IsolatedClasspath implements AutoCloseable {

	private final URLClassLoader loader;

	private IsolatedClasspath(Stream<Path> entries) {
		this.loader = new URLClassLoader(entries.map(IsolatedClasspath::url).toArray(URL[]::new),
				ClassLoader.getPlatformClassLoader());
	}

	/**
	 * Leave jars out.
	 * @param part what is in the paths of the jars
	 * @return the classpath
	 */
	public static IsolatedClasspath without(String part) {
		return new IsolatedClasspath(entries().filter((entry) -> !entry.toString().contains(part)));
	}

	/**
	 * Put folders before everything else.
	 * @param folders the folders
	 * @return the classpath
	 */
	public static IsolatedClasspath with(Path... folders) {
		return new IsolatedClasspath(Stream.concat(Stream.of(folders), entries()));
	}

	/**
	 * Return the classpath of the tests.
	 * @return its jars and folders
	 */
	public static Stream<Path> entries() {
		List<String> entries = Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
		return entries.stream().map(Path::of);
	}

	private static URL url(Path entry) {
		try {
			return entry.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	/**
	 * Call a function that is made in the class loader.
	 * @param <T> what it takes, of a type of the JDK
	 * @param <R> what it gives, of a type of the JDK
	 * @param type the class of the function, with a constructor without parameters
	 * @param argument what it gets
	 * @return what it returns
	 * @throws ReflectiveOperationException if it cannot be made
	 */
	@SuppressWarnings("unchecked")
	public <T, R> R call(Class<? extends Function<T, R>> type, T argument) throws ReflectiveOperationException {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try {
			thread.setContextClassLoader(this.loader);
			Class<?> loaded = this.loader.loadClass(type.getName());
			return ((Function<T, R>) loaded.getDeclaredConstructor().newInstance()).apply(argument);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	@Override
	public void close() throws IOException {
		this.loader.close();
	}

}
