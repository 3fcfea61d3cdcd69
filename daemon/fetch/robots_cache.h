#pragma once

#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include "daemon/fetch/http.h"
#include "daemon/fetch/robots.h"
#include "daemon/fetch/url.h"

namespace rasid::fetch {

struct RobotsSettings {
  std::string product = "rasid";
  Duration keep{std::chrono::hours{24}};  // at most (RFC 9309 section 2.4)
  Duration keep_failure{
      std::chrono::hours{1}};  // a site that could not be asked, or answered 5xx, is left alone so long
  Duration longest_delay{std::chrono::seconds{10}};  // Crawl-delay is followed up to this
};

/// What the robots.txt of many sites say, asked for once a site and day. Bounded: the sites asked about longest ago are
/// forgotten. One thread: that of the executor. Made with std::make_shared, since questions under way refer to it.
class RobotsCache : public std::enable_shared_from_this<RobotsCache> {
 public:
  /// Brings a site's robots.txt. It may reach what the page may reach, and cost as much.
  using Fetch = std::function<boost::asio::awaitable<Result<Response>>(Request request)>;

  RobotsCache(boost::asio::any_io_executor executor, RobotsSettings settings, Fetch fetch);

  /// May this page be read? Waits for the site's robots.txt where it is not known, and for the page's turn where the
  /// site asks for pauses. 4xx allows everything, 5xx and silence forbid it for a while (RFC 9309 section 2.3.1).
  /// FetchError::robots where it may not, cancelled after stop().
  boost::asio::awaitable<Result<>> may_read(Url const& page, Limits const& limits, bool allow_private_addresses);

  /// Ends every wait, now and later.
  void stop();

 private:
  struct Site;
  class Turn;
  using Sites = std::list<std::pair<std::string, std::shared_ptr<Site>>>;

  std::shared_ptr<Site> site(std::string const& key);
  boost::asio::awaitable<void> ask(std::shared_ptr<Site> site, Request request);

  boost::asio::any_io_executor executor_;
  RobotsSettings settings_;
  Fetch fetch_;
  Sites sites_;  // the one asked about last first
  std::unordered_map<std::string, Sites::iterator> by_key_;
  bool stopped_ = false;
};

}  // namespace rasid::fetch
