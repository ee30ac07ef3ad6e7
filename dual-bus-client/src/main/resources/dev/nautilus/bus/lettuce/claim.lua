-- Gives a new owner what other consumers of its group were handed and never acknowledged, and
-- deletes consumers that owe nothing: both in one step, or what is handed over in between would go.
-- KEYS[1] stream; ARGV[1] group, ARGV[2] consumer; answers '1' when there is more, and how many
-- entries were owed but are trimmed: from 7.0 on XCLAIM would drop those without a word
local more = 0
local gone = 0
for _, row in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
  local name = ''
  for i = 1, #row, 2 do
    if row[i] == 'name' then
      name = row[i + 1]
    end
  end
  if name ~= ARGV[2] then
    local ids = {}
    for _, entry in ipairs(redis.call('XPENDING', KEYS[1], ARGV[1], '-', '+', 500, name)) do
      if #redis.call('XRANGE', KEYS[1], entry[1], entry[1]) == 0 then
        gone = gone + redis.call('XACK', KEYS[1], ARGV[1], entry[1])
      else
        ids[#ids + 1] = entry[1]
      end
    end
    if #ids > 0 then
      ids[#ids + 1] = 'JUSTID'
      redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, unpack(ids))
    end
    if #redis.call('XPENDING', KEYS[1], ARGV[1], '-', '+', 1, name) == 0 then
      redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], name)
    else
      more = 1
    end
  end
end
return {more, gone}
