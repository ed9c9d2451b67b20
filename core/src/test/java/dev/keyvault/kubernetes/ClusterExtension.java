package dev.keyvault.kubernetes;

import java.nio.file.Path;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives each test a {@link Cluster} and a {@link ReconcilerFixture}: those of the cluster
 * that the kubeconfig {@code KEYVAULT_TEST_KUBECONFIG} names, else fake ones.
 */
public final class ClusterExtension
		implements ParameterResolver, BeforeEachCallback, AfterEachCallback, ExecutionCondition {

	private static final String VARIABLE = "KEYVAULT_TEST_KUBECONFIG";

	private static final Namespace STORE = Namespace.create(ClusterExtension.class);

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		boolean real = kubeconfig() != null;
		if (!real && AnnotationSupport.isAnnotated(context.getElement(), NeedsRealCluster.class)) {
			return ConditionEvaluationResult.disabled(VARIABLE + " names no cluster");
		}
		if (real && AnnotationSupport.isAnnotated(context.getElement(), NeedsFakeCluster.class)) {
			return ConditionEvaluationResult.disabled("A real cluster does not fail on request");
		}
		return ConditionEvaluationResult.enabled("");
	}

	private static String kubeconfig() {
		return System.getenv(VARIABLE);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		Cluster cluster = (kubeconfig() != null) ? new RealCluster(Path.of(kubeconfig())) : new FakeCluster();
		context.getStore(STORE).put(Cluster.class, cluster);
		context.getStore(STORE).put(ReconcilerFixture.class, new ReconcilerFixture(cluster));
	}

	@Override
	public void afterEach(ExtensionContext context) {
		context.getStore(STORE).remove(ReconcilerFixture.class, ReconcilerFixture.class).close();
		context.getStore(STORE).remove(Cluster.class, Cluster.class).close();
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		return type == Cluster.class || type == ReconcilerFixture.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return context.getStore(STORE).get(parameter.getParameter().getType());
	}

}
