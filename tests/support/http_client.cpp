#include "tests/support/http_client.h"

#include <charconv>
#include <stdexcept>

#include <fmt/format.h>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

namespace rasid::test {

namespace asio = boost::asio;

HttpAnswer ask_http(std::string_view method, std::string const& url,
                    std::vector<std::pair<std::string, std::string>> const& headers, std::string_view body) {
  constexpr std::string_view scheme = "http://";
  auto const slash = url.find('/', scheme.size());
  auto const colon = url.rfind(':', slash);
  if (!url.starts_with(scheme) || slash == std::string::npos || colon < scheme.size())
    throw std::invalid_argument("not the URL of a test: " + url);

  std::string request = fmt::format("{} {} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", method, url.substr(slash),
                                    url.substr(scheme.size(), slash - scheme.size()));
  for (auto const& [name, value] : headers) request += fmt::format("{}: {}\r\n", name, value);
  if (!body.empty()) request += fmt::format("Content-Length: {}\r\n", body.size());
  request += "\r\n";
  request += body;

  asio::io_context io;
  asio::ip::tcp::socket socket(io);
  std::uint16_t port = 0;
  std::from_chars(url.data() + colon + 1, url.data() + slash, port);
  boost::system::error_code error;
  socket.connect({asio::ip::make_address(url.substr(scheme.size(), colon - scheme.size())), port}, error);
  if (error) return {};
  asio::write(socket, asio::buffer(request), error);  // a server may answer before it has read all
  std::string said;
  asio::read(socket, asio::dynamic_buffer(said), error);

  HttpAnswer answer;
  constexpr std::string_view version = "HTTP/1.1 ";
  if (!said.starts_with(version)) return answer;
  std::from_chars(said.data() + version.size(), said.data() + said.size(), answer.status);
  auto const end = said.find("\r\n\r\n");
  if (end != std::string::npos) answer.body = said.substr(end + 4);
  return answer;
}

}  // namespace rasid::test
