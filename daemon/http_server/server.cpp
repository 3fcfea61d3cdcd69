#include "daemon/http_server/server.h"

#include <set>

#include <fmt/format.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

namespace rasid::http_server {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;

namespace {

/// Every operation gives (error, result) instead of throwing: clients that leave are nothing special.
constexpr auto quietly = asio::as_tuple(asio::use_awaitable);

/// What is read of a body that nobody wants, so that the reply is not lost in a reset.
constexpr std::size_t most_drained = 256U << 10U;
constexpr std::chrono::seconds drain_time{2};
/// Beside the head: a part of the body may have come with it.
constexpr std::size_t spare_buffer = 64U << 10U;

using Parser = http::request_parser<http::string_body>;

Head head_of(Parser::value_type const& message) {
  Head head{std::string(message.method_string()), std::string(message.target()), {}};
  for (auto const& field : message) {
    std::string name(field.name_string());
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    head.headers.emplace(std::move(name), std::string(field.value()));
  }
  return head;
}

/// The answer to a request that could not be read, where there is one.
std::optional<Reply> complaint(boost::system::error_code error) {
  if (error == http::error::body_limit) return Reply{.status = 413, .body = "the body is too large\n"};
  if (error == http::error::header_limit || error == http::error::buffer_overflow)
    return Reply{.status = 431, .body = "the header is too large\n"};
  if (error == beast::error::timeout) return Reply{.status = 408, .body = "the request took too long\n"};
  bool const broken = error.category() == make_error_code(http::error::bad_method).category();
  if (broken && error != http::error::end_of_stream && error != http::error::partial_message)
    return Reply{.status = 400, .body = "this is not HTTP\n"};
  return std::nullopt;
}

}  // namespace

class Server::Impl : public std::enable_shared_from_this<Impl> {
 public:
  Impl(asio::any_io_executor executor, Handler& handler, Limits limits)
      : executor_(std::move(executor)), handler_(handler), limits_(limits), acceptor_(executor_), room_(executor_) {}

  Result<std::uint16_t> listen(Endpoint const& at) {
    boost::system::error_code error;
    tcp::endpoint const endpoint(asio::ip::make_address(at.address, error), at.port);
    if (!error) acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error) return std::unexpected(Error{error, fmt::format("listening at {} port {}", at.address, at.port)});
    asio::co_spawn(executor_, accept(shared_from_this()), asio::detached);
    return acceptor_.local_endpoint().port();
  }

  void stop() {
    if (std::exchange(stopped_, true)) return;
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    room_.cancel();
    for (beast::tcp_stream* stream : open_) stream->close();
  }

  [[nodiscard]] std::size_t connections() const { return open_.size(); }

 private:
  // Each coroutine holds `self`, so that what it uses lives as long as it does.
  static asio::awaitable<void> accept(std::shared_ptr<Impl> self) {
    while (!self->stopped_) {
      if (self->open_.size() >= self->limits_.connections) {
        self->room_.expires_at(asio::steady_timer::time_point::max());
        co_await self->room_.async_wait(quietly);
        continue;
      }
      auto [error, socket] = co_await self->acceptor_.async_accept(quietly);
      if (self->stopped_) co_return;
      if (error) {  // out of descriptors, say: the next moment may be better
        asio::steady_timer pause(self->executor_, std::chrono::seconds{1});
        co_await pause.async_wait(quietly);
        continue;
      }
      auto stream = std::make_unique<beast::tcp_stream>(std::move(socket));
      self->open_.insert(stream.get());
      asio::co_spawn(self->executor_, serve(self, std::move(stream)), asio::detached);
    }
  }

  static asio::awaitable<void> serve(std::shared_ptr<Impl> self, std::unique_ptr<beast::tcp_stream> stream) {
    beast::flat_buffer buffer(self->limits_.header_bytes + spare_buffer);
    bool more = true;
    while (more) {
      more = co_await exchange(*self, *stream, buffer);
      if (self->stopped_) more = false;
    }
    boost::system::error_code ignored;
    stream->socket().shutdown(tcp::socket::shutdown_send, ignored);
    self->open_.erase(stream.get());
    self->room_.cancel();
  }

  /// One request and its reply; true where the connection can take another.
  static asio::awaitable<bool> exchange(Impl& self, beast::tcp_stream& stream, beast::flat_buffer& buffer) {
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(self.limits_.header_bytes));
    parser.body_limit(self.limits_.body_bytes);
    stream.expires_after(self.limits_.head_time);
    auto const [unread, head_bytes] = co_await http::async_read_header(stream, buffer, parser, quietly);
    if (unread) {
      co_await complain(self, stream, unread);
      co_return false;
    }
    Request request{head_of(parser.get()), {}};
    if (auto refusal = self.handler_.refuse(request.head)) {
      bool const keep = parser.is_done() && parser.get().keep_alive();
      Reply reply = *std::move(refusal);
      bool const sent = co_await send(self, stream, std::move(reply), keep);
      if (sent && !parser.is_done()) co_await drain(stream);
      co_return sent&& keep;
    }
    stream.expires_after(self.limits_.body_time);
    if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
      static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
      co_await asio::async_write(stream, asio::buffer(go_on), quietly);
    }
    auto const [broken, body_bytes] = co_await http::async_read(stream, buffer, parser, quietly);
    if (broken) {
      co_await complain(self, stream, broken);
      co_return false;
    }
    bool const keep = parser.get().keep_alive();
    request.body = std::move(parser.get().body());
    Reply reply = co_await answer(self, std::move(request));
    bool const sent = co_await send(self, stream, std::move(reply), keep);
    co_return sent&& keep;
  }

  static asio::awaitable<Reply> answer(Impl& self, Request request) {
    try {
      Reply reply = co_await self.handler_.answer(std::move(request));
      co_return reply;
    } catch (std::exception const&) {  // a bug in the handler; it costs this request alone
      co_return Reply{.status = 500, .body = "this is a bug\n"};
    }
  }

  static asio::awaitable<void> complain(Impl& self, beast::tcp_stream& stream, boost::system::error_code error) {
    auto said = complaint(error);
    if (!said || !stream.socket().is_open()) co_return;
    Reply reply = *std::move(said);
    bool const sent = co_await send(self, stream, std::move(reply), false);
    if (sent) co_await drain(stream);
  }

  static asio::awaitable<bool> send(Impl& self, beast::tcp_stream& stream, Reply reply, bool keep) {
    http::response<http::string_body> message(http::int_to_status(static_cast<unsigned>(reply.status)), 11);
    message.set(http::field::content_type, reply.content_type);
    message.set("X-Content-Type-Options", "nosniff");
    message.keep_alive(keep && !self.stopped_);
    message.body() = std::move(reply.body);
    message.prepare_payload();
    stream.expires_after(self.limits_.write_time);
    auto const [error, bytes] = co_await http::async_write(stream, message, quietly);
    co_return !error;
  }

  static asio::awaitable<void> drain(beast::tcp_stream& stream) {
    boost::system::error_code ignored;
    stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream.expires_after(drain_time);
    std::array<char, 4096> unwanted{};
    for (std::size_t drained = 0; drained < most_drained;) {
      auto const [error, bytes] = co_await stream.async_read_some(asio::buffer(unwanted), quietly);
      if (error) co_return;
      drained += bytes;
    }
  }

  asio::any_io_executor executor_;
  Handler& handler_;
  Limits limits_;
  tcp::acceptor acceptor_;
  asio::steady_timer room_;  // cancelled when a connection ends
  std::set<beast::tcp_stream*> open_;
  bool stopped_ = false;
};

Server::Server(asio::any_io_executor executor, Handler& handler, Limits limits)
    : impl_(std::make_shared<Impl>(std::move(executor), handler, limits)) {}

Server::~Server() {
  stop();
}

Result<std::uint16_t> Server::listen(Endpoint const& endpoint) {
  return impl_->listen(endpoint);
}

void Server::stop() {
  impl_->stop();
}

std::size_t Server::connections() const {
  return impl_->connections();
}

}  // namespace rasid::http_server
