#include "daemon/control/server.h"

#include <sys/stat.h>

#include <set>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace rasid::control {

namespace asio = boost::asio;
using Protocol = asio::local::stream_protocol;

namespace {

constexpr std::size_t most_connections = 16;
/// A client that says nothing for so long, or does not read its answer, is cut off.
constexpr std::chrono::seconds patience{30};

bool is_socket_at(std::filesystem::path const& path) {
  std::error_code ignored;
  return std::filesystem::is_socket(path, ignored);
}

}  // namespace

class Server::Impl : public std::enable_shared_from_this<Impl> {
 public:
  Impl(asio::any_io_executor executor, Handler handler)
      : executor_(std::move(executor)), handler_(std::move(handler)), acceptor_(executor_) {}

  Result<> listen(std::filesystem::path const& path) {
    auto const failed = [&](std::error_code code) {
      return std::unexpected(Error{code, "listening at " + path.string()});
    };
    if (path.native().size() >= 108) return failed(std::make_error_code(std::errc::filename_too_long));
    Protocol::endpoint const endpoint(path.string());
    boost::system::error_code error;
    if (is_socket_at(path)) {
      Protocol::socket probe(executor_);
      probe.connect(endpoint, error);
      if (!error) return failed(std::make_error_code(std::errc::address_in_use));
      std::error_code ignored;
      std::filesystem::remove(path, ignored);
    }
    acceptor_.open(Protocol{}, error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error && ::chmod(path.c_str(), 0660) != 0) error.assign(errno, boost::system::system_category());
    if (!error) acceptor_.listen(static_cast<int>(most_connections), error);
    if (error) return failed(error);
    path_ = path;
    asio::co_spawn(executor_, accept(shared_from_this()), asio::detached);
    return {};
  }

  void stop() {
    if (std::exchange(stopped_, true)) return;
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    for (Protocol::socket* socket : open_) socket->close(ignored);
    std::error_code not_there;
    if (!path_.empty()) std::filesystem::remove(path_, not_there);
  }

 private:
  // Each coroutine holds `self`, so that what it uses lives as long as it does.
  static asio::awaitable<void> accept(std::shared_ptr<Impl> self) {
    while (!self->stopped_) {
      auto [error, socket] = co_await self->acceptor_.async_accept(asio::as_tuple(asio::use_awaitable));
      if (self->stopped_) co_return;
      if (error) {  // out of descriptors, say: the next moment may be better
        asio::steady_timer pause(self->executor_, std::chrono::seconds{1});
        co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
        continue;
      }
      if (self->open_.size() >= most_connections) continue;  // closes it
      asio::co_spawn(self->executor_, serve(self, std::move(socket)), asio::detached);
    }
  }

  static asio::awaitable<void> serve(std::shared_ptr<Impl> self, Protocol::socket socket) {
    self->open_.insert(&socket);
    asio::steady_timer deadline(self->executor_);
    auto const cut_off_later = [&] {
      deadline.expires_after(patience);
      deadline.async_wait([self, &socket](boost::system::error_code cancelled) {
        if (!cancelled && self->open_.contains(&socket)) socket.close();
      });
    };
    std::string buffer;
    for (;;) {
      cut_off_later();
      auto const [unread, length] = co_await asio::async_read_until(
          socket, asio::dynamic_buffer(buffer, longest_request), '\n', asio::as_tuple(asio::use_awaitable));
      deadline.cancel();
      std::string reply;
      if (unread == asio::error::not_found) {
        reply = render(Answer(refuse("the request is too long")));
      } else if (unread) {
        break;
      } else {
        reply = co_await answer(*self, std::string_view(buffer).substr(0, length));
        buffer.erase(0, length);
      }
      if (!socket.is_open()) break;
      cut_off_later();
      auto const [unsent, sent] =
          co_await asio::async_write(socket, asio::buffer(reply), asio::as_tuple(asio::use_awaitable));
      deadline.cancel();
      if (unsent || unread) break;
    }
    self->open_.erase(&socket);
  }

  static asio::awaitable<std::string> answer(Impl& self, std::string_view line) {
    Result<Request> request = parse_request(line);
    if (!request) co_return render(Answer(std::unexpected(request.error())));
    Request asked = *std::move(request);
    try {
      Answer const said = co_await self.handler_(std::move(asked));
      co_return render(said);
    } catch (std::exception const& e) {
      std::string const words = e.what();
      co_return render(Answer(refuse("this is a bug: " + words)));
    }
  }

  asio::any_io_executor executor_;
  Handler handler_;
  Protocol::acceptor acceptor_;
  std::filesystem::path path_;
  std::set<Protocol::socket*> open_;
  bool stopped_ = false;
};

Server::Server(asio::any_io_executor executor, Handler handler)
    : impl_(std::make_shared<Impl>(std::move(executor), std::move(handler))) {}

Server::~Server() {
  stop();
}

Result<> Server::listen(std::filesystem::path const& path) {
  return impl_->listen(path);
}

void Server::stop() {
  impl_->stop();
}

}  // namespace rasid::control
