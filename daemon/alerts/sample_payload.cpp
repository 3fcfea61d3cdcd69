#include "daemon/alerts/sample_payload.h"

namespace rasid::alerts {

std::string sample_payload() {
  return R"({"type":"alert.created","version":1,"timestamp":"2020-06-29T09:12:07Z","data":{)"
         R"("alert":{"id":"alr_00000000000000000000000000000000","revision":1,"severity":"high","decided":"2020-06-29T09:12:07Z"},)"
         R"("watch":{"id":"test","title":"A test: \"Qaani\" in <Baghdad> & *elsewhere*","tags":["test"],)"
         R"("links":[{"title":"Runbook","url":"https://desk.example/runbook?a=1&b=2"}]},)"
         R"("story":{"id":"sty_00000000000000000000000000000000"},)"
         R"("article":{"id":"00000000000000000000000000000000","feed":"test-feed","url":"https://news.example/a?b=1&c=%22",)"
         R"("title":"قآني في بغداد: \"اختبار\" <test> & _more_","author":"Test","language":"ar",)"
         R"("published":"2020-06-29T08:00:00Z","fetched":"2020-06-29T09:12:05Z"},)"
         R"("sentence":{"text":"وقالت مصادر لقآني في بغداد \"هذا اختبار\" & <b>.","direction":"rtl","start":0,"end":46,"truncated":false,)"
         R"("highlights":[{"start":13,"end":17,"text":"قآني","term":"actor:\"Esmail Qaani\""},)"
         R"({"start":21,"end":26,"text":"بغداد","term":"place:Baghdad"}]},)"
         R"("evidence":[{"term":"actor:\"Esmail Qaani\"","text":"قآني","start":13,"end":17,"sentence":1}],)"
         R"("actors":[{"id":"esmail-qaani","label":"Esmail Qaani","kind":"person","mentions":[{"text":"قآني","start":13,"end":17,)"
         R"("method":"name","matched":"قاآني","peeled":"ل","confidence":0.95}],"mentions_total":2}],)"
         R"("places":[{"id":"baghdad","label":"Baghdad","kind":"city","latitude":33.34058,"longitude":44.40088,"country":"IQ",)"
         R"("within":["Iraq"],"mentions":[{"text":"بغداد","start":21,"end":26,"method":"name","matched":"بغداد","peeled":"",)"
         R"("confidence":1}],"mentions_total":1}],)"
         R"("sources":[{"feed":"test-feed","url":"https://news.example/a?b=1&c=%22","title":"قآني في بغداد"},)"
         R"({"feed":"another-feed","url":"https://other.example/x","title":"Qaani in Baghdad"}],)"
         R"("message":"","cause":{"kind":"count","key":"place:baghdad","distinct":"feed","observed":3,"needed":3,"expected":null,)"
         R"("from":"2020-06-29T08:00:00Z","to":"2020-06-29T09:00:00Z","values":["test"],"articles_total":1,)"
         R"("articles":[{"id":"00000000000000000000000000000000","feed":"test-feed","url":"https://news.example/a?b=1&c=%22",)"
         R"("title":"قآني في بغداد","at":"2020-06-29T08:00:00Z","step":1}]},)"
         R"("confirmation":{"confirmed":false,"feeds":1,"needed":2,"note":"single source"}}})";
}

}  // namespace rasid::alerts
