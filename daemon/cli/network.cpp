#include "daemon/cli/network.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "daemon/configuration/read_settings.h"
#include "daemon/fetch/fetcher.h"
#include "daemon/version.h"

namespace rasid::cli {

namespace asio = boost::asio;

configuration::Settings network_settings(NetworkOptions const& options) {
  std::error_code error;
  Diagnostics ignored;  // `rasid check` is there to say them
  if (!std::filesystem::exists(options.config / "rasid.yaml", error)) return {};
  return configuration::read_settings(options.config, ignored);
}

Network::Network(NetworkOptions options, configuration::Settings settings)
    : options_(std::move(options)), settings_(std::move(settings)) {}

Result<fetch::Response> Network::get(std::string const& url, std::string const& accept) const {
  asio::io_context io{1};
  fetch::Fetcher fetcher(io.get_executor(), {.user_agent = user_agent(settings_.contact),
                                             .connections = 1,
                                             .connections_per_host = 1,
                                             .egress = settings_.egress,
                                             .ca_file = {}});
  fetch::Request request;
  request.url = url;
  request.headers = {{"Accept", accept}};
  request.limits = settings_.limits;
  request.allow_private_addresses = options_.allow_private;
  std::optional<Result<fetch::Response>> answer;
  asio::co_spawn(io, fetcher.fetch(std::move(request)),
                 [&](std::exception_ptr const& thrown, Result<fetch::Response> response) {
                   if (thrown) std::rethrow_exception(thrown);
                   answer = std::move(response);
                   io.stop();  // a connection that is kept open would be watched for ever
                 });
  io.run();
  return std::move(*answer);
}

std::string remedy_for(Error const& error) {
  using fetch::FetchError;
  if (error.code == FetchError::forbidden_address) {
    return "the address is loopback or private, which is refused to protect your network; where it is meant, use "
           "--allow-private here and allow_private: true for the feed, or egress: {allow: [ADDRESS]} in rasid.yaml";
  }
  if (error.code == FetchError::tls) return "the certificate is not one that this machine trusts";
  if (error.code == FetchError::body_too_large) return "limits: {body: …} in rasid.yaml allows more";
  if (error.code == FetchError::truncated) return "the server broke off; try again, or write to the publisher";
  return {};
}

std::string with_scheme(std::string const& url) {
  return url.find("://") == std::string::npos ? "https://" + url : url;
}

}  // namespace rasid::cli
