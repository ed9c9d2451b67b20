package dev.keyvault.samples.quickstart;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import dev.keyvault.spring.refresh.KeyVaultRotatedEvent;

/**
 * Tells open pages what there is to see, at first and after each rotation. The page
 * itself is {@code static/index.html}.
 */
@RestController
final class LivePage {

	private final Set<SseEmitter> open = ConcurrentHashMap.newKeySet();

	private final ChangeHistory history;

	private boolean closed;

	LivePage(ChangeHistory history) {
		this.history = history;
	}

	@GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	synchronized SseEmitter open() {
		SseEmitter page = new SseEmitter(0L);
		page.onCompletion(() -> this.open.remove(page));
		page.onError((failure) -> this.open.remove(page));
		this.open.add(page);
		tell(page, this.history.read());
		if (this.closed) {
			page.complete();
		}
		return page;
	}

	@EventListener(KeyVaultRotatedEvent.class)
	synchronized void tell() {
		Overview overview = this.history.read();
		this.open.forEach((page) -> tell(page, overview));
	}

	private void tell(SseEmitter page, Overview overview) {
		try {
			page.send(overview, MediaType.APPLICATION_JSON);
		}
		catch (IOException | IllegalStateException ex) {
			// Whoever closed the page asks for nothing more.
			this.open.remove(page);
		}
	}

	/**
	 * Lets go of the pages, for which the web server would wait otherwise.
	 */
	@EventListener(ContextClosedEvent.class)
	synchronized void close() {
		this.closed = true;
		this.open.forEach(SseEmitter::complete);
	}

}
