// What hubs say at the callbacks: the half of PushSubscriber that answers.
#include "daemon/push/signature.h"
#include "daemon/push/verification.h"
#include "daemon/push_subscriber.h"

namespace rasid {

namespace asio = boost::asio;
using http_server::Reply;
using State = push::Subscription::State;

namespace {

std::string in(Timestamp moment, Timestamp now) {
  return to_text(std::chrono::round<std::chrono::seconds>(std::max(moment - now, Duration{0})));
}

}  // namespace

std::optional<Reply> PushSubscriber::refuse(http_server::Head const& head) {
  Held const* const held = find(push::token_in(head.target));
  if (held == nullptr) return Reply{.status = 404};
  if (head.method == "GET") return std::nullopt;
  if (head.method != "POST") return Reply{.status = 405};
  return held->is.state == State::ending ? std::optional(Reply{.status = 410}) : std::nullopt;
}

asio::awaitable<Reply> PushSubscriber::answer(http_server::Request request) {
  std::string token(push::token_in(request.head.target));
  Reply reply{.status = 500};
  try {
    if (request.head.method == "GET") {
      reply = co_await verify(std::move(token), std::move(request.head.target));
    } else {
      reply = co_await receive(std::move(token), std::move(request));
    }
  } catch (std::exception const& e) {
    at_.log.error("answering a hub failed; this is a bug", {{"error", e.what()}});
  }
  co_return reply;
}

asio::awaitable<Reply> PushSubscriber::verify(std::string token, std::string target) {
  auto const said = push::parse_verification(target);
  Held* const held = find(token);
  if (!said || held == nullptr) co_return Reply{.status = 404};
  Timestamp const now = at_.clock.now();
  bool const was_active = push::is_active(held->is, now);
  push::Answer const verdict = push::answer(held->is, *said, timing_, now);
  push::Subscription const after = held->is;
  if (verdict == push::Answer::unknown) {
    ++counts_.unasked;
    co_return Reply{.status = 404};
  }
  place(*held);
  wake_.cancel();
  if (verdict == push::Answer::noted) {
    changed(*held);
    ++counts_.denied;
    at_.log.warning("a hub refuses to push; the feed is polled", {{"feed", after.feed.value},
                                                                  {"hub", after.hub},
                                                                  {"error", after.last_error},
                                                                  {"next_try_in", in(after.next_attempt, now)}});
    receiver_.unpushed(after.feed);
    co_return Reply{};
  }
  if (after.state == State::active) {
    ++counts_.verified;
    std::string const lease = in(*after.lease_until, now);
    log::Fields const fields = {{"feed", after.feed.value}, {"hub", after.hub}, {"lease", lease}};
    was_active ? at_.log.debug("a hub renewed a lease", fields) : at_.log.info("a hub pushes the feed", fields);
  } else {
    at_.log.info("a hub pushes the feed no more, as asked", {{"feed", after.feed.value}, {"hub", after.hub}});
  }
  // Once the hub has our word it must hold after a crash too.
  push::Subscription kept = after;
  bool const stored = co_await save(std::move(kept));
  if (!stored) co_return Reply{.status = 503};
  co_return Reply{.body = said->challenge};
}

asio::awaitable<Reply> PushSubscriber::receive(std::string token, http_server::Request request) {
  Held* const held = find(token);
  if (held == nullptr) co_return Reply{.status = 404};
  FeedId feed = held->is.feed;
  // Answered as if all were well (WebSub, section 7.1): whoever forges must not learn that he did it wrong.
  if (!push::is_signed(request.head.header("x-hub-signature"), held->is.secret, request.body)) {
    ++counts_.bad_signatures;
    log::Fields const fields = {{"feed", feed.value}, {"hub", held->is.hub}};
    std::exchange(held->complained, true) ? at_.log.debug("a push with a wrong signature is ignored", fields)
                                          : at_.log.warning("a push with a wrong signature is ignored", fields);
    co_return Reply{.status = 202};
  }
  fetch::Response document;
  document.status = 200;
  document.url = held->is.topic;
  document.headers.emplace("content-type", request.head.header("content-type"));
  document.body = std::move(request.body);
  Result<> const taken = co_await receiver_.take(std::move(feed), std::move(document));
  if (!taken) co_return Reply{.status = 503};  // the hub tries again
  ++counts_.documents;
  co_return Reply{.status = 202};
}

}  // namespace rasid
