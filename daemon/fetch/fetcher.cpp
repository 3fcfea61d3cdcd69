#include "daemon/fetch/fetcher.h"

#include <optional>

#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "daemon/fetch/connection_slots.h"
#include "daemon/fetch/multi.h"
#include "daemon/fetch/read_file.h"
#include "daemon/fetch/redirects.h"
#include "daemon/fetch/response_headers.h"
#include "daemon/fetch/transfer.h"

namespace rasid::fetch {

namespace asio = boost::asio;

namespace {

/// What a request says about its answer, kept while the rest of it moves along the redirects.
struct Wishes {
  explicit Wishes(Request const& request)
      : limits(request.limits),
        validators(request.validators),
        access(request.access),
        allow_private_addresses(request.allow_private_addresses),
        follow_redirects(request.follow_redirects),
        obey_robots(request.obey_robots),
        cut_body(request.cut_body) {}

  Limits limits;
  Validators validators;
  std::shared_ptr<Access const> access;
  bool allow_private_addresses;
  bool follow_redirects;
  bool obey_robots;
  bool cut_body;
};

/// What is allowed of the host that was named does not go for those it sends us to.
bool may_be_private(Hop const& hop, Wishes const& wishes) {
  return wishes.allow_private_addresses && !hop.left_host;
}

Response response_from(Answer answer, RedirectChain const& chain, Validators const& sent) {
  Response out;
  auto const now = SystemClock{}.now();  // only for servers that send no Date of their own
  out.status = answer.status;
  out.body = std::move(answer.body);
  out.headers = std::move(answer.headers);
  out.url = chain.hop().url.text;
  out.validators = validators_after(out.status, out.headers, sent);
  if (out.ok() || out.not_modified()) out.moved_permanently_to = chain.moved_permanently_to();
  bool const may_ask_for_patience = out.status == 429 || out.status == 503 || out.status / 100 == 3;
  if (may_ask_for_patience) out.retry_after = retry_after(out.headers, now);
  out.fresh_for = fresh_for(out.headers, now);
  return out;
}

}  // namespace

/// Shared with every request under way, which may outlive the Fetcher by the time it takes to notice its end.
class Fetcher::Impl {
 public:
  Impl(asio::any_io_executor executor, FetcherSettings settings)
      : executor_(executor),
        settings_(std::move(settings)),
        multi_(std::make_shared<Multi>(executor, settings_.connections)),
        slots_(executor, settings_.connections, settings_.connections_per_host) {}

  static asio::awaitable<Result<Response>> fetch(std::shared_ptr<Impl> self, Request request) {
    // Cancellation is a result here, not an exception out of the next wait. The setting is the caller's, so it goes
    // back.
    bool const throws = co_await asio::this_coro::throw_if_cancelled();
    co_await asio::this_coro::throw_if_cancelled(false);
    ++self->counts_.requests;
    Result<Response> out = co_await self->answer(std::move(request));
    if (!out) self->count(out.error().code);
    co_await asio::this_coro::throw_if_cancelled(throws);
    co_return out;
  }

  void stop() {
    if (robots_) robots_->stop();
    slots_.stop();
    multi_->close();
  }

  [[nodiscard]] Counts const& counts() const noexcept { return counts_; }

 private:
  asio::awaitable<Result<Response>> answer(Request request) {
    if (!is_file_url(request.url)) return follow(std::move(request));
    return read(std::move(request));
  }

  /// A disk, and even more a network's, may be slow: its own thread waits for it.
  asio::awaitable<Result<Response>> read(Request request) {
    if (!files_) files_.emplace(1);
    auto reading = [request = std::move(request),
                    &folders = settings_.egress.files]() -> asio::awaitable<Result<Response>> {
      co_return read_file(request, folders);
    };
    co_return co_await asio::co_spawn(files_->get_executor(), std::move(reading), asio::use_awaitable);
  }

  void count(std::error_code const& code) {
    if (code.category() == make_error_code(FetchError::cancelled).category()) {
      ++counts_.errors[static_cast<FetchError>(code.value())];
    }
  }

  /// Made with the first page that asks for it: most fetchers read none.
  RobotsCache& robots() {
    if (!robots_) {
      auto const fetch = [this](Request request) { return follow(std::move(request)); };
      robots_ = std::make_shared<RobotsCache>(executor_, settings_.robots, fetch);
    }
    return *robots_;
  }

  /// May the hop be asked for at all, as far as its URL shows? Its address is looked at when it is known.
  Result<> may_ask_for(Hop const& hop, Wishes const& wishes) const {
    if (Result<> good = may_ask(settings_.egress, hop.url); !good) return good;
    if (proxy_for(hop, wishes) == nullptr) return {};
    return may_ask_by_proxy(settings_.egress, hop.url, may_be_private(hop, wishes));
  }

  [[nodiscard]] Proxy const* proxy_for(Hop const& hop, Wishes const& wishes) const {
    Proxy const* const own = wishes.access && !hop.left_origin ? wishes.access->proxy.get() : nullptr;
    if (own != nullptr) return own->url.empty() ? nullptr : own;
    // What may be in our own network is reached from there: a proxy leads out of it.
    return may_be_private(hop, wishes) ? nullptr : settings_.proxy.get();
  }

  asio::awaitable<Result<Response>> follow(Request request) {
    Wishes const wishes(request);
    Result<RedirectChain> chain = RedirectChain::start(std::move(request));
    if (!chain) co_return std::unexpected(chain.error());
    Duration took{0};
    for (std::optional<ConnectionSlots::Slot> slot;;) {
      if (Result<> const may = may_ask_for(chain->hop(), wishes); !may) co_return std::unexpected(may.error());
      std::string host = chain->hop().url.host;
      if (wishes.obey_robots) {
        slot.reset();  // which the robots.txt of the same host may wait for
        Result<> const may =
            co_await robots().may_read(chain->hop().url, wishes.limits, may_be_private(chain->hop(), wishes));
        if (!may) co_return std::unexpected(may.error());
      }
      if (!slot || slot->host() != host) {
        slot.reset();  // before waiting for another: two requests that swap hosts would wait for each other
        slot = co_await slots_.take(std::move(host));
      }
      if (!slot || co_await cancelled()) co_return failure(FetchError::cancelled, "fetching " + chain->hop().url.text);
      Result<Answer> answer = co_await ask(chain->hop(), wishes, took);
      if (!answer) co_return std::unexpected(answer.error());
      Result<bool> const further = chain->follow(answer->status, answer->headers);
      if (!further) co_return std::unexpected(further.error());
      if (*further) continue;
      Response response = response_from(std::move(*answer), *chain, wishes.validators);
      response.took = took;
      co_return response;
    }
  }

  /// One hop; adds its time to `took`, which all hops share the total limit with.
  asio::awaitable<Result<Answer>> ask(Hop const& hop, Wishes const& wishes, Duration& took) {
    if (took >= wishes.limits.total) co_return failure(FetchError::timeout, "fetching " + hop.url.text);
    TransferRules const rules{.user_agent = settings_.user_agent,
                              .ca_file = settings_.ca_file,
                              .egress = settings_.egress,
                              .limits = wishes.limits,
                              .validators = wishes.validators,
                              .access = wishes.access.get(),
                              .proxy = proxy_for(hop, wishes),
                              .allow_private_addresses = may_be_private(hop, wishes),
                              .follow_redirects = wishes.follow_redirects,
                              .cut_body = wishes.cut_body};
    Transfer transfer(hop, rules, wishes.limits.total - took);
    auto const verdict = co_await multi_->run(transfer.handle());
    took += transfer.took();
    if (!verdict) co_return failure(FetchError::cancelled, "fetching " + hop.url.text);
    co_return transfer.finish(*verdict);
  }

  static asio::awaitable<bool> cancelled() {
    auto const state = co_await asio::this_coro::cancellation_state;
    co_return state.cancelled() != asio::cancellation_type::none;
  }

  asio::any_io_executor executor_;
  FetcherSettings settings_;
  std::shared_ptr<Multi> multi_;
  ConnectionSlots slots_;
  std::shared_ptr<RobotsCache> robots_;
  std::optional<asio::thread_pool> files_;
  Counts counts_;
};

Fetcher::Fetcher(asio::any_io_executor executor, FetcherSettings settings)
    : impl_(std::make_shared<Impl>(std::move(executor), std::move(settings))) {}

Fetcher::~Fetcher() {
  stop();
}

asio::awaitable<Result<Response>> Fetcher::fetch(Request request) {
  return Impl::fetch(impl_, std::move(request));
}

Counts const& Fetcher::counts() const {
  return impl_->counts();
}

void Fetcher::stop() {
  impl_->stop();
}

}  // namespace rasid::fetch
