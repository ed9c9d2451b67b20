package dev.keyvault.kubernetes;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;

import dev.keyvault.fixtures.kubernetes.Cluster;

/**
 * Counts how often Secrets of a namespace change, as the API server itself tells it. A
 * write that changes nothing is none.
 */
final class SecretChanges implements AutoCloseable {

	private static final String LABEL = "example.org/counted";

	private static final String MARK = "mark-of-the-count";

	private final Cluster cluster;

	private final Queue<String> changed = new ConcurrentLinkedQueue<>();

	private final BlockingQueue<String> marks = new LinkedBlockingQueue<>();

	private final Watch watch;

	private int round;

	SecretChanges(Cluster cluster) {
		this.cluster = cluster;
		this.watch = cluster.admin().secrets().inNamespace(cluster.namespace()).watch(new Watcher<>() {

			@Override
			public void eventReceived(Action action, Secret secret) {
				Map<String, String> labels = secret.getMetadata().getLabels();
				if (secret.getMetadata().getName().equals(MARK)) {
					SecretChanges.this.marks.add(labels.get(LABEL));
				}
				else if (labels != null && labels.containsKey(SecretLabels.MANAGED_BY)) {
					SecretChanges.this.changed.add(secret.getMetadata().getName());
				}
			}

			@Override
			public void onClose(WatcherException cause) {
			}

		});
	}

	/**
	 * Return how many changes there were since this was asked last, having waited for all
	 * of them: the API server tells changes in their order, so that a change of our own
	 * comes last.
	 */
	int take() throws InterruptedException {
		String mark = "round-" + ++this.round;
		this.cluster.admin()
			.resource(new SecretBuilder().withNewMetadata()
				.withNamespace(this.cluster.namespace())
				.withName(MARK)
				.addToLabels(LABEL, mark)
				.endMetadata()
				.withType("Opaque")
				.build())
			.fieldManager("test")
			.serverSideApply();
		String told = this.marks.poll(120, TimeUnit.SECONDS);
		if (!mark.equals(told)) {
			throw new IllegalStateException("The API server told of '%s' instead of '%s'".formatted(told, mark));
		}
		int count = this.changed.size();
		this.changed.clear();
		return count;
	}

	@Override
	public void close() {
		this.watch.close();
	}

}
