#include "daemon/demo/local_server.h"

#include <thread>

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

namespace rasid::demo {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;

namespace {

constexpr std::size_t most_bytes = 1U << 20U;
constexpr std::chrono::seconds patience{30};

HttpQuestion question_of(http::request<http::string_body> const& request) {
  HttpQuestion question{std::string(request.method_string()), std::string(request.target()), {}, request.body()};
  for (auto const& field : request) {
    std::string name(field.name_string());
    std::ranges::transform(name, name.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    question.headers.emplace(std::move(name), field.value());
  }
  return question;
}

http::response<http::string_body> response_of(HttpAnswer answer, bool keep_alive) {
  http::response<http::string_body> response{static_cast<http::status>(answer.status), 11};
  if (!answer.content_type.empty()) response.set(http::field::content_type, answer.content_type);
  if (!answer.etag.empty()) response.set(http::field::etag, answer.etag);
  response.body() = std::move(answer.body);
  response.keep_alive(keep_alive);
  response.prepare_payload();
  return response;
}

}  // namespace

class LocalServer::Impl {
 public:
  explicit Impl(Handler handler)
      : handler_(std::move(handler)), acceptor_(io_, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {
    asio::co_spawn(io_, accept(), asio::detached);
    thread_ = std::jthread([this] { io_.run(); });
  }
  ~Impl() { io_.stop(); }
  Impl(Impl const&) = delete;
  Impl& operator=(Impl const&) = delete;

  [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

 private:
  asio::awaitable<void> accept() {
    for (;;) {
      tcp::socket socket = co_await acceptor_.async_accept(asio::use_awaitable);
      // Detached: a connection ends by itself, at the latest when the server's thread does.
      asio::co_spawn(io_, serve(beast::tcp_stream(std::move(socket))), [](std::exception_ptr const&) {});
    }
  }

  /// Until the client closes, breaks the protocol or says nothing for too long, all of which end in an exception of
  /// Beast's.
  asio::awaitable<void> serve(beast::tcp_stream stream) {
    beast::flat_buffer buffer;
    bool keep_alive = true;
    while (keep_alive) {
      http::request_parser<http::string_body> parser;
      parser.body_limit(most_bytes);
      stream.expires_after(patience);
      co_await http::async_read(stream, buffer, parser, asio::use_awaitable);
      keep_alive = parser.get().keep_alive();
      auto response = response_of(handler_(question_of(parser.get())), keep_alive);
      co_await http::async_write(stream, response, asio::use_awaitable);
    }
  }

  Handler handler_;
  asio::io_context io_{1};
  tcp::acceptor acceptor_;
  std::jthread thread_;  // last: uses all of the above
};

LocalServer::LocalServer(Handler handler) : impl_(std::make_unique<Impl>(std::move(handler))) {}
LocalServer::~LocalServer() = default;
std::uint16_t LocalServer::port() const noexcept {
  return impl_->port();
}

}  // namespace rasid::demo
