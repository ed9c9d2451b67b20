package dev.keyvault.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port that nobody listens on and that is not given to those who ask for any.
 *
 * @param holder the socket that is bound to the port and neither listens nor connects
 */
record ReservedPort(Socket holder) implements AutoCloseable {

	private static final byte[] LOOPBACK = { 127, 0, 0, 1 };

	static ReservedPort of(int port) {
		Socket holder = new Socket();
		try {
			holder.setReuseAddress(true);
			holder.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
			return new ReservedPort(holder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The port " + port + " of the embedded key vault cannot be kept", ex);
		}
	}

	@Override
	public void close() {
		try {
			this.holder.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("A port of the embedded key vault cannot be given back", ex);
		}
	}

}
