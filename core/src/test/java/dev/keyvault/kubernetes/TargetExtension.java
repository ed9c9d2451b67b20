package dev.keyvault.kubernetes;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import dev.keyvault.fixtures.kubernetes.ClusterExtension;

/**
 * Gives each test a {@link ReconcilerFixture} of the cluster that
 * {@link ClusterExtension}, which has to be registered before, gives it.
 */
final class TargetExtension implements ParameterResolver, BeforeEachCallback, AfterEachCallback {

	private static final Namespace STORE = Namespace.create(TargetExtension.class);

	@Override
	public void beforeEach(ExtensionContext context) {
		ReconcilerFixture fixture = new ReconcilerFixture(ClusterExtension.cluster(context));
		context.getStore(STORE).put(ReconcilerFixture.class, fixture);
	}

	@Override
	public void afterEach(ExtensionContext context) {
		context.getStore(STORE).remove(ReconcilerFixture.class, ReconcilerFixture.class).close();
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == ReconcilerFixture.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return context.getStore(STORE).get(ReconcilerFixture.class);
	}

}
