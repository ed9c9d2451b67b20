package dev.keyvault.spring.ssl;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLException;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import org.springframework.boot.ssl.SslManagerBundle;

/**
 * A client that has one {@link SslContext} for all of its connections, made of the
 * managers of a bundle as Spring Boot does for Reactor Netty.
 */
final class NettyClient implements AutoCloseable {

	private final EventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	private final SslContext ssl;

	NettyClient(SslManagerBundle managers, String protocol) throws SSLException {
		this.ssl = SslContextBuilder.forClient()
			.sslProvider(SslProvider.JDK)
			.keyManager(managers.getKeyManagerFactory())
			.trustManager(managers.getTrustManagerFactory())
			.protocols(protocol)
			.build();
	}

	/**
	 * Open a connection, ask who the server sees, and wait until it closes.
	 * @param port where the server listens on this machine
	 * @return the body of the answer
	 * @throws Exception if there is none
	 */
	String get(int port) throws Exception {
		Answer answer = new Answer();
		new Bootstrap().group(this.threads)
			.channel(NioSocketChannel.class)
			.handler(new ChannelInitializer<SocketChannel>() {

				@Override
				protected void initChannel(SocketChannel channel) {
					channel.pipeline()
						.addLast(NettyClient.this.ssl.newHandler(channel.alloc(), "localhost", port), answer);
				}

			})
			.connect("localhost", port)
			.sync();
		String text = answer.complete.get(30, TimeUnit.SECONDS);
		return text.substring(text.indexOf("\r\n\r\n") + 4);
	}

	@Override
	public void close() {
		this.threads.shutdownGracefully(0, 0, TimeUnit.SECONDS);
	}

	/**
	 * Collects what arrives until the end.
	 */
	private static final class Answer extends SimpleChannelInboundHandler<ByteBuf> {

		private final CompletableFuture<String> complete = new CompletableFuture<>();

		private final StringBuilder text = new StringBuilder();

		@Override
		public void channelActive(ChannelHandlerContext context) {
			context.writeAndFlush(Unpooled.copiedBuffer("GET /serial HTTP/1.1\r\nHost: localhost\r\n\r\n",
					StandardCharsets.US_ASCII));
		}

		@Override
		protected void channelRead0(ChannelHandlerContext context, ByteBuf part) {
			this.text.append(part.toString(StandardCharsets.US_ASCII));
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			this.complete.complete(this.text.toString());
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			this.complete.completeExceptionally(cause);
		}

	}

}
