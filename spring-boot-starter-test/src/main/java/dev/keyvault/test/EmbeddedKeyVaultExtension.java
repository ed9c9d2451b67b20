package dev.keyvault.test;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs an {@link EmbeddedKeyVault} while the tests of a class run, nested ones included,
 * and hands it to parameters of that type.
 */
public final class EmbeddedKeyVaultExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(EmbeddedKeyVaultExtension.class);

	private final Consumer<EmbeddedKeyVault> contents;

	private @Nullable EmbeddedKeyVault vault;

	/**
	 * Runs an empty vault.
	 */
	public EmbeddedKeyVaultExtension() {
		this((vault) -> {
		});
	}

	/**
	 * Runs a vault that holds objects from the start.
	 * @param contents puts the objects
	 */
	public EmbeddedKeyVaultExtension(Consumer<EmbeddedKeyVault> contents) {
		this.contents = contents;
	}

	/**
	 * Returns the running vault.
	 * @return the vault
	 */
	public EmbeddedKeyVault vault() {
		if (this.vault == null) {
			throw new IllegalStateException(
					"The embedded key vault is not running: register the extension in a static field");
		}
		return this.vault;
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		this.vault = context.getStore(NAMESPACE).computeIfAbsent(this, (key) -> start(), EmbeddedKeyVault.class);
	}

	private EmbeddedKeyVault start() {
		EmbeddedKeyVault started = EmbeddedKeyVault.start();
		try {
			this.contents.accept(started);
			return started;
		}
		catch (RuntimeException ex) {
			started.close();
			throw ex;
		}
	}

	@Override
	public void afterAll(ExtensionContext context) {
		EmbeddedKeyVault started = context.getStore(NAMESPACE).remove(this, EmbeddedKeyVault.class);
		if (started != null) {
			started.close();
		}
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == EmbeddedKeyVault.class;
	}

	@Override
	public EmbeddedKeyVault resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return vault();
	}

}
